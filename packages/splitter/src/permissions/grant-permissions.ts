import type {
  Manifest,
  ManifestFunction,
  ManifestPermission,
  ManifestStatement,
} from '../manifest/manifest.ts';
import type { Evidence } from './evidence.ts';

type Named = Pick<ManifestFunction, 'name' | 'routeKeys'>;

/**
 * The manifest of the same split in which every function is granted what it was seen to do, and nothing else. Only the lith
 * may do more: it answers whatever is spelt otherwise than a route key (`/API/Items/`), as the extracted function would.
 */
export function grantPermissions(manifest: Manifest, { seen: calls }: Evidence): Manifest {
  const { functions, routes, fallback } = manifest;
  const spelledOtherwise = new Set(routes.filter(({ exact }) => !exact).map((route) => route.function));
  const answeredFor = functions.filter(({ name }) => name === fallback || spelledOtherwise.has(name));
  const listSeen = (doers: readonly Named[]) => {
    const names = new Set(doers.flatMap(({ name, routeKeys }) => [name, ...routeKeys]));
    return toSortedSet(calls.filter((call) => names.has(call.function)));
  };
  return {
    ...manifest,
    functions: functions.map((described) => {
      const seen = listSeen([described]);
      const granted = toStatements(described.name === fallback ? listSeen(answeredFor) : seen);
      return { ...described, permissions: { ...described.permissions, seen, granted } };
    }),
  };
}

function toSortedSet(calls: readonly ManifestPermission[]): ManifestPermission[] {
  const byKey = new Map(calls.map(({ action, resource }) => [`${resource} ${action}`, { action, resource }]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call);
}

/** One statement a resource. */
function toStatements(seen: readonly ManifestPermission[]): ManifestStatement[] {
  const actions = new Map<string, string[]>();
  for (const { action, resource } of seen) actions.set(resource, [...(actions.get(resource) ?? []), action]);
  return [...actions].map(([resource, actions]) => ({ actions, resource }));
}
