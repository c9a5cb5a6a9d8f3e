import type { ManifestFinding } from '../manifest/manifest.ts';
import { listAggregatedClients } from '../permissions/list-commands.ts';
import type { FunctionBundle } from './function-bundle.ts';

/** What only the bundles show: notes, by which nothing stays. */
export function listFindings(bundles: readonly FunctionBundle[]): ManifestFinding[] {
  return [
    ...toNotes(bundles, 'split.whole-package', ({ whole }) =>
      whole.map(
        ({ name, reason }) => `${name} ${reason}: it is deployed beside the bundle as it is installed.`,
      ),
    ),
    ...toNotes(bundles, 'split.aggregated-client', ({ modules }) =>
      listAggregatedClients(modules).map(
        (name) =>
          `${name} is used by a client with every operation as a method, which keeps all of its commands: send single commands by its bare client.`,
      ),
    ),
  ];
}

/** One finding a message, with the routes of all functions that it concerns. */
function toNotes(
  bundles: readonly FunctionBundle[],
  code: string,
  listMessages: (bundle: FunctionBundle) => readonly string[],
): ManifestFinding[] {
  const routesByMessage = new Map<string, Set<string>>();
  for (const bundle of bundles) {
    for (const message of listMessages(bundle)) {
      const routes = routesByMessage.get(message) ?? new Set();
      if (bundle.planned.kind === 'extracted') for (const route of bundle.planned.routes) routes.add(route);
      routesByMessage.set(message, routes);
    }
  }
  return [...routesByMessage]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([message, routes]) => ({ code, effect: 'note', message, routes: [...routes] }));
}
