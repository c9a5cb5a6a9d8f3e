import type { JudgedStep } from '../compare/judge-step.ts';
import { listNoiseKinds } from '../correlate/noise.ts';
import { generalisePlace } from './cause.ts';
import type { NoisePlace, NotCompared } from './parity-report.ts';
import { createTally } from './tally.ts';

/** Counts the steps that were not compared, by route and reason, and the places that may vary. */
export interface PlaceTally {
  add(step: JudgedStep): void;
  notCompared(): NotCompared[];
  noise(): NoisePlace[];
}

const limit = 1000;

/** Creates the tally of a run. */
export function createPlaceTally(): PlaceTally {
  const skipped = createTally({
    limit,
    fold: ({ route }: NotCompared): NotCompared => ({ route, reason: 'for further reasons' }),
    start: (): { scenario?: string; step?: string; steps: number } => ({ steps: 0 }),
  });
  const noise = createTally({
    limit,
    fold: ({ routeKey, kinds }: Omit<NoisePlace, 'steps'>) => ({ routeKey, where: '*', kinds }),
    start: () => ({ steps: 0 }),
  });
  return {
    add({ routeKey, scenario, step, notCompared, noise: places }) {
      if (notCompared !== undefined) {
        const counts = skipped.of({ route: routeKey, reason: notCompared });
        counts.steps++;
        counts.scenario ??= scenario;
        counts.step ??= step;
      }
      for (const [where, place] of places ?? [])
        noise.of({ routeKey, where: generalisePlace(where), kinds: listNoiseKinds(place) }).steps++;
    },
    notCompared: skipped.list,
    noise: noise.list,
  };
}
