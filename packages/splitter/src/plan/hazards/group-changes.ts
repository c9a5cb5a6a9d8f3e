import type { Change } from '../state/observations.ts';
import type { Hazard, Place } from './hazard.ts';

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

/** Of what is made where it is missing: whoever only reads it finds nothing in a function that does not make it, too. */
export function withReadersOnly(hazard: Hazard, changes: readonly Change[]): readonly Hazard[] {
  return hazard.code === 'split.lazy-singleton'
    ? [hazard, { ...hazard, code: 'split.shared-state', unless: changes.map(toPlace) }]
    : [hazard];
}

export function toPlace({ run, start }: Pick<Change, 'run' | 'start'>): Place {
  return { module: run.module, start };
}
