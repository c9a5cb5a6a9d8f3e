import { createHttpTransport } from '../http/http-transport.ts';
import { checkSuite } from '../scenario/define-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readStores } from '../stores/read-stores.ts';
import { nowMs } from './now-ms.ts';
import { playScenario } from './play-scenario.ts';
import type { PlayedScenario, PlayedStep, Playthrough } from './playthrough.ts';
import type { Target } from './target.ts';

/** What happens while a suite is played. */
export type PlayEvent =
  | {
      readonly type: 'play.started';
      readonly target: string;
      readonly scenarios: number;
      readonly steps: number;
    }
  | {
      readonly type: 'play.step';
      readonly target: string;
      readonly scenario: string;
      readonly step: PlayedStep;
    }
  | { readonly type: 'play.finished'; readonly target: string };

/** How a suite is played. */
export interface PlayOptions {
  /** Scenarios played at the same time; steps always keep their order. More than 1 only where scenarios share no state. Default 1. */
  readonly concurrency?: number;
  /** Longest wait for one answer. Default 30,000. */
  readonly timeoutMs?: number;
  /** Ends the play, and requests under way; `play` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: PlayEvent) => void;
}

/**
 * Plays scenarios against one target and returns what it answered, and what it left behind in its stores.
 *
 * @throws UsageError for a faulty suite; EnvironmentError `target.unreachable` or `target.timeout` when no answer can be had.
 */
export async function play(
  scenarios: readonly Scenario[],
  target: Target,
  { concurrency = 1, timeoutMs, signal, onProgress = () => {} }: PlayOptions = {},
): Promise<Playthrough> {
  checkSuite(scenarios);
  // One connection for each scenario at play: then a step waits for its predecessor's instead of opening another.
  const connecting = {
    url: target.url,
    connections: concurrency,
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
  const transport = target.send ? { send: target.send, close() {} } : createHttpTransport(connecting);
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  onProgress({ type: 'play.started', target: target.url, scenarios: scenarios.length, steps });
  const startedAtMs = nowMs();
  signal?.addEventListener('abort', transport.close);
  try {
    const played = await playBounded(scenarios, concurrency, (scenario) =>
      playScenario(scenario, {
        origin: new URL(target.url).origin,
        send: transport.send,
        credentials: target.credentials,
        signal,
        onStep: (step) =>
          onProgress({ type: 'play.step', target: target.url, scenario: scenario.name, step }),
      }),
    );
    const { stores = [] } = target;
    if (stores.length > 0) played.push(await readStores(stores, startedAtMs));
    onProgress({ type: 'play.finished', target: target.url });
    return { target: target.url, scenarios: played };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', transport.close);
    transport.close();
  }
}

/** Results keep the suite's order, however the scenarios overlap; after a failure no further scenario starts. */
async function playBounded(
  scenarios: readonly Scenario[],
  concurrency: number,
  playOne: (scenario: Scenario) => Promise<PlayedScenario>,
): Promise<PlayedScenario[]> {
  const results: PlayedScenario[] = [];
  let queue = [...scenarios.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await playOne(next[1]);
  };
  const workers = Array.from({ length: Math.max(1, concurrency) }, worker);
  try {
    await Promise.all(workers);
  } finally {
    queue = [];
    await Promise.allSettled(workers);
  }
  return results;
}
