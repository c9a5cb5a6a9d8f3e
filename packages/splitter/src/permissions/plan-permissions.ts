import type {
  ManifestCommand,
  ManifestPermission,
  ManifestPermissions,
  ManifestStatement,
} from '../manifest/manifest.ts';
import type { PlannedFunction } from '../split-plan.ts';
import type { Evidence } from './evidence.ts';

/** What a function could do by its commands, what it was seen to do, and what it is therefore granted. */
export function planPermissions(
  { name, routeKeys }: Pick<PlannedFunction, 'name' | 'routeKeys'>,
  commands: readonly ManifestCommand[],
  evidence: Evidence | undefined,
): ManifestPermissions {
  const possible = [...new Set(commands.flatMap(({ actions }) => actions))].sort();
  if (!evidence) return { possible, granted: [] };
  const names = new Set([name, ...routeKeys]);
  const seen = toSortedSet(evidence.seen.filter((call) => names.has(call.function)));
  return { possible, seen, granted: toStatements(seen) };
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
