import { catalogue, type FindingCode } from '../findings/catalogue.ts';
import type { ManifestFinding } from '../manifest/manifest.ts';
import { listAggregatedClients } from '../permissions/list-commands.ts';
import type { FunctionBundle } from './function-bundle.ts';

/** What only the bundles show: notes, by which nothing stays. */
export function listFindings(bundles: readonly FunctionBundle[]): ManifestFinding[] {
  return [
    ...toNotes(bundles, 'split.aggregated-client', ({ modules }) => listAggregatedClients(modules)),
    ...toNotes(bundles, 'split.whole-package', ({ whole }) =>
      whole.map(({ name, reason }) => `${name} ${reason}`),
    ),
  ];
}

/** One finding a subject, with the routes of all functions that it concerns. */
function toNotes(
  bundles: readonly FunctionBundle[],
  code: FindingCode,
  listSubjects: (bundle: FunctionBundle) => readonly string[],
): ManifestFinding[] {
  const routesBySubject = new Map<string, Set<string>>();
  for (const bundle of bundles) {
    for (const subject of listSubjects(bundle)) {
      const routes = routesBySubject.get(subject) ?? new Set();
      if (bundle.planned.kind === 'extracted') for (const route of bundle.planned.routes) routes.add(route);
      routesBySubject.set(subject, routes);
    }
  }
  const { title, wayOut } = catalogue[code];
  return [...routesBySubject]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, routes]) => ({
      code,
      effect: 'note',
      message: `${subject}: ${title.charAt(0).toLowerCase()}${title.slice(1)}. ${wayOut}`,
      routes: [...routes],
    }));
}
