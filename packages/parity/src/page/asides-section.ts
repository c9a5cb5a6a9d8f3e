import { mutantCatalogue } from '../mutate/mutant.ts';
import { formatCount, listMissed } from '../report/figures.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { type Content, html, type Markup } from './html.ts';
import { renderRouteKey } from './routes-section.ts';

/** What does not count, or was not looked at: faults missed, accepted and known findings, what was not compared, what may vary. */
export function renderAsides({ mutation, accepted, known, notCompared, noise }: ParityReport): Markup {
  return html`${[
    renderAside('Planted faults missed', listMissed(mutation), ({ routeKey, kind, where, reason }) => [
      renderRouteKey(routeKey),
      where && html`<code>${where}</code>`,
      mutantCatalogue[kind],
      reason,
    ]),
    renderAside('Accepted', accepted, ({ route, code, place = '*', reason, link, expires, findings }) => [
      renderRouteKey(route),
      html`<code>${place}</code> <code>${code}</code>`,
      html`${reason} (${toLink(link)})`,
      `${formatCount(findings, 'finding')}, until ${expires}`,
    ]),
    renderAside('Known', known, ({ routeKey, code, where, change, findings }) => [
      renderRouteKey(routeKey),
      html`<code>${where}</code> ${change && html`<code>${change}</code>`}`,
      html`<code>${code}</code>`,
      findings === 0 ? 'no longer' : formatCount(findings, 'finding'),
    ]),
    renderAside('Not compared', notCompared, ({ route, reason, scenario, step, steps = 0 }) => [
      renderRouteKey(route),
      reason,
      scenario && `${scenario} › ${step}`,
      steps === 0 ? 'the whole route' : formatCount(steps, 'step'),
    ]),
    renderAside('May vary', noise, ({ routeKey, where, kinds, steps }) => [
      renderRouteKey(routeKey),
      html`<code>${where}</code>`,
      kinds.join(', '),
      formatCount(steps, 'step'),
    ]),
  ]}`;
}

function renderAside<Entry>(
  title: string,
  entries: readonly Entry[],
  toCells: (entry: Entry) => readonly Content[],
): Markup {
  if (entries.length === 0) return html``;
  return html`<details class="aside">
<summary><h2>${title} <small>${entries.length}</small></h2></summary>
<ul>
${entries.map(
  (entry) => html`<li data-filter>${toCells(entry).map((cell) => html`<span>${cell}</span>`)}</li>
`,
)}</ul>
</details>
`;
}

/** Only what is a web address becomes a link: an address can be a script, too. */
function toLink(address: string): Content {
  return /^https?:\/\//i.test(address) ? html`<a href="${address}" rel="noreferrer">${address}</a>` : address;
}
