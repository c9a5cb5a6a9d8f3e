import type { Change } from '../state/observations.ts';
import type { Hazard } from './hazard.ts';

/** All changes of one state. */
interface ChangedState<K> {
  readonly key: K;
  readonly code: Hazard['code'];
  readonly changes: readonly Change[];
}

/** Changes by what they change; what has no key is left out. */
export function groupChanges<K>(
  changes: readonly Change[],
  keyOf: (change: Change) => K | undefined,
): readonly ChangedState<K>[] {
  const groups = new Map<K, Change[]>();
  for (const change of changes) {
    const key = keyOf(change);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups].map(([key, all]) => ({ key, code: toCode(all), changes: all }));
}

/** What is only made where it is missing is the same in every process. */
function toCode(changes: readonly Change[]): Hazard['code'] {
  return changes.every(({ lazy }) => lazy) ? 'split.lazy-singleton' : 'split.shared-state';
}
