import { formatBound, formatCount, formatMs, formatStatuses } from '../report/figures.ts';
import type { ParityReport, RouteSummary } from '../report/parity-report.ts';
import { html, type Markup } from './html.ts';

const titles = [
  'Route',
  'Exchanges',
  'Findings',
  'May differ',
  'Fields',
  'Statuses',
  'Baseline',
  'Candidate',
];

/** The figures of every route; its findings lead to the first of its causes. */
export function renderRoutes({ routes, causes }: ParityReport): Markup {
  if (routes.length === 0) return html``;
  const first = new Map(causes.toReversed().map(({ routeKey, fingerprint }) => [routeKey, fingerprint]));
  return html`<section aria-labelledby="routes">
<h2 id="routes">Routes <small>${routes.length}</small></h2>
<table class="routes">
<thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${routes.map((route) => renderRoute(route, first.get(route.routeKey)))}</tbody>
</table>
<p class="hint">May differ: the share of requests like these that may yet differ, with 95 % confidence. Baseline, candidate: median time to the full answer.</p>
</section>
`;
}

function renderRoute(route: RouteSummary, cause: string | undefined): Markup {
  const { routeKey, source, exchanges, findings, fields, baselineP50Ms, candidateP50Ms } = route;
  const cells = [
    exchanges === 0 ? '–' : exchanges.toLocaleString('en'),
    cause === undefined
      ? findings
      : html`<a href="#cause-${cause}" aria-label="${formatCount(findings, 'finding')} of ${routeKey}">${findings.toLocaleString('en')}</a>`,
    formatBound(route),
    fields === 0 ? '' : fields,
    formatStatuses(route),
    formatMs(baselineP50Ms),
    formatMs(candidateP50Ms),
  ];
  return html`<tr${findings > 0 ? html` class="differs"` : undefined} data-filter>
<th scope="row">${renderRouteKey(routeKey)}${source && html`<small>${source}</small>`}</th>
${cells.map((cell, index) => html`<td data-title="${titles[index + 1]}">${cell}</td>`)}
</tr>
`;
}

/** The method, and the path, which may break at its slashes. */
export function renderRouteKey(routeKey: string): Markup {
  const [method = '', ...path] = routeKey.split(' ');
  return html`<code class="route"><b>${method}</b> ${path
    .join(' ')
    .split(/(?=\/)/)
    .map((part) => html`<wbr>${part}`)}</code>`;
}
