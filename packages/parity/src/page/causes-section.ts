import { formatCount } from '../report/figures.ts';
import type { Json } from '../report/finding.ts';
import { findingCatalogue } from '../report/finding-catalogue.ts';
import { indexFindings } from '../report/findings-of-cause.ts';
import type { Cause, ParityReport, ReportedFinding } from '../report/parity-report.ts';
import { renderExchange } from './exchange-diff.ts';
import { html, type Markup } from './html.ts';
import { renderRouteKey } from './routes-section.ts';

/** Findings listed of a cause before the fold. */
const shown = 5;

/** So many characters of exchanges; the causes beyond do without. */
const roomForExchanges = 1_500_000;

/** Every cause, those in most exchanges first: its findings and the two sides of an exchange. */
export function renderCauses(report: ParityReport): Markup {
  const { causes, samples } = report;
  if (causes.length === 0) return html``;
  const ofCause = indexFindings(report);
  let room = roomForExchanges;
  const exchanges = samples.map((sample) => {
    const exchange = renderExchange(sample);
    room -= exchange.markup.length;
    return room < 0 ? undefined : exchange;
  });
  return html`<section aria-labelledby="causes">
<h2 id="causes">Findings <small>by cause</small></h2>
${causes
  .toSorted((one, other) => other.exchanges - one.exchanges)
  .map((cause) =>
    renderCause(cause, {
      findings: ofCause(cause),
      exchange: exchanges[cause.sample ?? -1],
    }),
  )}
<p class="hint">In an exchange, − and + count; ~ differs on the baseline too, or is accepted, or belongs to the connection.</p>
</section>
`;
}

interface Evidence {
  readonly findings: readonly ReportedFinding[];
  readonly exchange: Markup | undefined;
}

function renderCause(cause: Cause, { findings, exchange }: Evidence): Markup {
  const { fingerprint, code, routeKey, where, change } = cause;
  return html`<details class="cause" id="cause-${fingerprint}" data-filter>
<summary><span class="figure">${cause.findings.toLocaleString('en')}<span class="unseen"> findings,</span></span>
<span class="title">${renderRouteKey(routeKey)} <code class="place">${where}</code>${change && html` <code class="change">${change}</code>`}</span>
<span class="meaning">${findingCatalogue[code]}</span></summary>
<div class="evidence">
<p><code>${code}</code> ${formatCount(cause.findings, 'finding')} in ${formatCount(cause.exchanges, 'exchange')}</p>
${renderFindings(findings.slice(0, shown))}
${renderMore(findings.slice(shown), cause.findings - shown)}
${exchange}
</div>
</details>
`;
}

function renderMore(findings: readonly ReportedFinding[], more: number): Markup {
  if (findings.length === 0) return html``;
  const title =
    more === findings.length ? `${more} more` : `${findings.length} of ${more.toLocaleString('en')} more`;
  return html`<details class="more"><summary>${title}</summary>
${renderFindings(findings)}
</details>`;
}

function renderFindings(findings: readonly ReportedFinding[]): Markup {
  return html`<table class="findings">
<thead><tr><th scope="col">Step</th><th scope="col">Place</th><th scope="col">Baseline</th><th scope="col">Candidate</th></tr></thead>
<tbody>
${findings.map(renderFinding)}</tbody>
</table>`;
}

function renderFinding({ scenario, step, where, baseline, candidate, note }: ReportedFinding): Markup {
  return html`<tr><td data-title="Step">${scenario} › ${step}${note && html`<small>${note}</small>`}</td><td data-title="Place"><code>${where}</code></td><td data-title="Baseline"><code>${toText(where, baseline)}</code></td><td data-title="Candidate"><code>${toText(where, candidate)}</code></td></tr>
`;
}

/** Headers are texts anyway, and so is what was cut; otherwise 1 and "1" are not the same. */
function toText(where: string, value: Json): string {
  if (value === null) return '–';
  const isPlain = typeof value === 'string' && (!where.startsWith('body:') || / characters\)$/.test(value));
  return isPlain ? value : JSON.stringify(value);
}
