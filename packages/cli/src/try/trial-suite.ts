import {
  type Comparison,
  compare,
  generateScenarios,
  type ParityReport,
  type Playthrough,
  play,
  type Target,
} from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';
import type { Suite } from '../suite.ts';

/** Where the requests of a trial come from. */
export interface TrialRequests {
  /** Scenarios of the app's own, played before the generated ones. */
  readonly suite: Suite | undefined;
  readonly generate: Parameters<typeof generateScenarios>[1];
}

/** The requests of a trial, to be sent to several targets whose answers are compared. */
export interface TrialSuite {
  /** `551 requests in 7 scenarios` */
  readonly summary: string;
  play(target: Target, signal: AbortSignal): Promise<Playthrough>;
  compare(played: Pick<Comparison, 'baseline' | 'calibration' | 'candidate'>): ParityReport;
}

export function createTrialSuite({ suite, generate }: TrialRequests, manifest: Manifest): TrialSuite {
  const streaming = manifest.routes.filter(isStreaming);
  const played = manifest.routes.filter((route) => !streaming.includes(route));
  const scenarios = [...(suite?.scenarios ?? []), ...generateScenarios(played, generate)];
  const requests = scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
  const reason = 'it streams, which API Gateway does not';
  const known = {
    ...suite,
    routes: [...new Set(manifest.functions.flatMap(({ routeKeys }) => routeKeys))],
    notCompared: [...(suite?.notCompared ?? []), ...streaming.map(({ id }) => ({ route: id, reason }))],
  };
  return {
    summary: `${requests} requests in ${scenarios.length} scenarios`,
    play: (target, signal) => play(scenarios, target, { signal }),
    compare: (playthroughs) => compare({ ...known, ...playthroughs }),
  };
}

/** An answer that does not end would be waited for until the function is timed out, request by request. */
const isStreaming = ({ keptBecause }: Manifest['routes'][number]) => keptBecause.includes('split.streaming');

/** Requests that were answered with 5xx. */
export const countErrors = ({ scenarios }: Playthrough): number =>
  scenarios
    .flatMap(({ steps }) => steps)
    .filter((step) => step.outcome === 'answered' && step.response.status >= 500).length;
