import {
  compare,
  EnvironmentError,
  generateScenarios,
  getPlayedSuite,
  type ParityReport,
  type PlayEvent,
  type PlayedAsFar,
  type Playthrough,
  playAsFar,
  type SidesAsFar,
  type Target,
} from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';
import { count } from '../format-table.ts';
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
  /** Gives up on a target that lets us wait for its errors: `target.failing`. */
  play(target: Target, signal: AbortSignal): Promise<PlayedAsFar>;
  /** @throws {IncompleteRun} when a side gave no answer, or was given up, with the report of what had been compared until then. */
  compare(sides: SidesAsFar): ParityReport;
}

/** Where a database is not there, every answer may be an error after a long wait. */
const endurance = { slowMs: 5000, errors: 3 };

export function createTrialSuite(
  { suite, generate }: TrialRequests,
  manifest: Manifest,
  patience = endurance,
): TrialSuite {
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
    summary: `${count(requests, 'request')} in ${count(scenarios.length, 'scenario')}`,
    play(target, signal) {
      const givenUp = new AbortController();
      const onProgress = watchErrors(patience, (reason) => givenUp.abort(reason));
      return playAsFar(scenarios, target, {
        signal: AbortSignal.any([signal, givenUp.signal]),
        onProgress,
      });
    },
    compare: (sides) => compare({ ...known, ...getPlayedSuite({ ...known, scenarios }, sides) }),
  };
}

/** An answer that does not end would be waited for until the function is timed out, request by request. */
const isStreaming = ({ keptBecause }: Manifest['routes'][number]) => keptBecause.includes('split.streaming');

function watchErrors(
  { slowMs, errors }: typeof endurance,
  giveUp: (reason: Error) => void,
): (event: PlayEvent) => void {
  let slow = 0;
  return (event) => {
    if (event.type !== 'play.step' || event.step.outcome !== 'answered') return;
    const { request, response, durationMs } = event.step;
    if (response.status < 500 || durationMs < slowMs) return;
    slow += 1;
    if (slow < errors) return;
    const message = `${request.method} ${request.path} was answered ${response.status} after ${(durationMs / 1000).toFixed(1)} s, and it was not the first: what the app waits for, such as a database, is not there. Start it, or give what the app needs by --env KEY=VALUE.`;
    giveUp(new EnvironmentError('target.failing', message));
  };
}

/** Requests that were answered with 5xx. */
export const countErrors = ({ scenarios }: Playthrough): number =>
  scenarios
    .flatMap(({ steps }) => steps)
    .filter((step) => step.outcome === 'answered' && step.response.status >= 500).length;
