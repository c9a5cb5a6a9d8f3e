import { type SearchOutcome, type SearchRun, search } from '@unlith/parity';
import { scenarios } from '../settled-scenarios.ts';
import * as suite from '../suite/index.ts';
import { type Plant, startAirline } from './airline-app.ts';
import { startIssuer } from './issuer.ts';

/** Searches an airline with a fault in it for what it does otherwise than two without. */
export async function searchAirline(
  plant: Plant | undefined,
  defer: (cleanUp: () => unknown) => void,
  bounds: Pick<SearchRun, 'seed' | 'maxSeconds' | 'maxSequences' | 'onSequence'> &
    Partial<Pick<SearchRun, 'scenarios'>>,
): Promise<SearchOutcome> {
  const deps = { ...(await startIssuer(defer)), defer };
  const [baseline, calibration, candidate] = await Promise.all([
    startAirline(deps),
    startAirline(deps),
    startAirline(deps, plant),
  ]);
  return search({
    scenarios,
    maxShorteningSeconds: 600,
    ...bounds,
    routes: suite.routes,
    baseline: baseline.target,
    calibration: calibration.target,
    candidate: candidate.target,
    reset: async () => {
      for (const { reset } of [baseline, calibration, candidate]) reset();
    },
  });
}
