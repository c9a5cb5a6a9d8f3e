import type { JudgedStep } from '../compare/judge-step.ts';
import { listNoiseKinds } from '../correlate/noise.ts';
import { generalisePlace } from './cause.ts';
import type { NoiseKind, NoisePlace, NotCompared } from './parity-report.ts';
import { createTally } from './tally.ts';

/** Counts the steps that were not compared, by route and reason, and the places that may vary. */
export interface PlaceTally {
  add(step: JudgedStep): void;
  /** Something that was never going to be compared: a route, or a request that could not be imported. */
  leaveOut(entry: NotCompared): void;
  notCompared(): NotCompared[];
  noise(): NoisePlace[];
}

const limit = 1000;
const mostRecent = 10_000;

/** Creates the tally of a run. */
export function createPlaceTally(): PlaceTally {
  const skipped = createTally({
    limit,
    fold: (): NotCompared => ({ route: '*', reason: 'further routes and reasons' }),
    start: (): { scenario?: string; step?: string; steps: number } => ({ steps: 0 }),
  });
  const noise = createTally({
    limit,
    fold: ({ routeKey, kinds }: Omit<NoisePlace, 'steps'>) => ({ routeKey, where: '*', kinds }),
    start: () => ({ steps: 0 }),
  });
  /** What was counted last, by place as it stands: to generalise one a million times takes longer than to compare. */
  const recent = new Map<string, Omit<NoisePlace, 'where' | 'steps'> & { count: { steps: number } }>();
  const countNoise = (routeKey: string, where: string, kinds: readonly NoiseKind[]) => {
    let found = recent.get(where);
    if (found?.routeKey !== routeKey || !areSame(found.kinds, kinds)) {
      const count = noise.of({ routeKey, where: generalisePlace(where), kinds });
      found = { routeKey, kinds, count };
      if (recent.size === mostRecent) recent.clear();
      recent.set(where, found);
    }
    found.count.steps++;
  };
  return {
    add({ routeKey, scenario, step, notCompared, noise: places }) {
      if (notCompared !== undefined) {
        const counts = skipped.of({ route: routeKey, reason: notCompared });
        counts.steps++;
        counts.scenario ??= scenario;
        counts.step ??= step;
      }
      for (const [where, place] of places ?? []) countNoise(routeKey, where, listNoiseKinds(place));
    },
    leaveOut: (entry) => void skipped.of(entry),
    notCompared: () =>
      skipped.list().map(({ steps, ...entry }) => (steps === 0 ? entry : { ...entry, steps })),
    noise: noise.list,
  };
}

function areSame(some: readonly NoiseKind[], others: readonly NoiseKind[]): boolean {
  return some.length === others.length && some.every((kind, index) => kind === others[index]);
}
