import { EnvironmentError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/http-message.ts';
import { createHttpTransport } from '../http/http-transport.ts';
import { type PlayOptions, play } from '../play/play.ts';
import type { AnsweredStep, Playthrough } from '../play/playthrough.ts';
import type { Target } from '../play/target.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { JudgedMutant } from './mutant.ts';
import type { MutationRun } from './mutate.ts';
import type { HasFinding } from './suite-check.ts';

/** Sends a request on, or does something else; `earlier` is what this step was answered when no fault was planted. */
export type Plant = (
  request: HttpRequest,
  context: { readonly earlier: AnsweredStep | undefined; readonly send: () => Promise<HttpResponse> },
) => Promise<HttpResponse>;

/** Plays scenarios again on the candidate. */
export interface Replayer {
  /** Plays with a fault planted, and says whether the suite has a finding. */
  judge(scenarios: readonly Scenario[], plant: Plant): Promise<Pick<JudgedMutant, 'outcome' | 'reason'>>;
}

interface Deps {
  /** The candidate without any fault. */
  readonly recorded: Playthrough;
  readonly hasFinding: HasFinding;
}

/** Creates a replayer. Before it plants anything, it sees which scenarios play alike again without any fault. */
export function createReplayer(run: MutationRun, { recorded, hasFinding }: Deps): Replayer {
  const earlier = new Map(recorded.scenarios.map(({ name, steps }) => [name, steps]));

  const replay = async (scenario: Scenario, target: Target, plant: Plant): Promise<Playthrough> => {
    let index = 0;
    const transport = target.send ? { send: target.send, close() {} } : createHttpTransport(target);
    const send = (request: HttpRequest) => {
      const step = earlier.get(scenario.name)?.[index];
      return plant(request, {
        earlier: step?.outcome === 'answered' ? step : undefined,
        send: () => transport.send(request),
      });
    };
    const onProgress: PlayOptions['onProgress'] = ({ type }) => {
      if (type === 'play.step') index++;
    };
    const { stores: _, ...rest } = target;
    try {
      return await play([scenario], { ...rest, send }, { ...run, onProgress });
    } finally {
      transport.close();
    }
  };

  /** One after the other, on one candidate; then what they left behind, where that is to be seen. */
  const replayAll = async (
    scenarios: readonly Scenario[],
    plant: Plant,
    withStores = false,
  ): Promise<Playthrough[]> => {
    const target = (await run.reset?.()) ?? run.candidate;
    const played: Playthrough[] = [];
    for (const scenario of scenarios) played.push(await replay(scenario, target, plant));
    if (withStores) played.push(await readLeftBehind(target, played));
    return played;
  };

  /** A candidate that gives no answer any more is found, too. */
  const isFound = async (
    scenarios: readonly Scenario[],
    plant: Plant,
    withStores = false,
  ): Promise<boolean> => {
    try {
      const played = await replayAll(scenarios, plant, withStores);
      return hasFinding({ target: recorded.target, scenarios: played.flatMap((one) => one.scenarios) });
    } catch (error) {
      if (error instanceof EnvironmentError) return true;
      throw error;
    }
  };

  const findRepeatable = async (): Promise<Set<string>> => {
    const played = await replayAll(run.scenarios, (_, { send }) => send());
    return new Set(
      played.filter((one) => !hasFinding(one)).flatMap(({ scenarios }) => scenarios.map(({ name }) => name)),
    );
  };
  let repeatable: ReturnType<typeof findRepeatable> | undefined;

  /** What all scenarios leave behind can be compared only where they begin with nothing, and leave the same without any fault. */
  const isFoundInStores = async (plant: Plant): Promise<boolean> => {
    if (!run.reset || !run.candidate.stores?.length) return false;
    unrepeatable ??= isFound(run.scenarios, (_, { send }) => send(), true);
    return !(await unrepeatable) && isFound(run.scenarios, plant, true);
  };
  let unrepeatable: Promise<boolean> | undefined;

  return {
    async judge(reaching, plant) {
      repeatable ??= findRepeatable();
      const names = await repeatable;
      const scenarios = reaching.filter(({ name }) => names.has(name));
      if (scenarios.length === 0) return { outcome: 'not-applicable', reason: notRepeatable };
      const leftOut = reaching.filter(({ name }) => !names.has(name)).map(({ name }) => name);
      if ((await isFound(scenarios, plant)) || (await isFoundInStores(plant))) return { outcome: 'killed' };
      if (leftOut.length === 0) return { outcome: 'survived' };
      return { outcome: 'survived', reason: `without ${leftOut.join(', ')}: ${notRepeatable}` };
    },
  };
}

/** Times in records are reckoned from the first request, as they are where a suite is played in one go. */
async function readLeftBehind(target: Target, played: readonly Playthrough[]): Promise<Playthrough> {
  const left = await play([], target);
  const startedAtMs = played[0]?.scenarios[0]?.startedAtMs;
  if (startedAtMs === undefined) return left;
  return { ...left, scenarios: left.scenarios.map((scenario) => ({ ...scenario, startedAtMs })) };
}

const notRepeatable = 'a candidate that has played it already plays it otherwise, so reset it in between';
