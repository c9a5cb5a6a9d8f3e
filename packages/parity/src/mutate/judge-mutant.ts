import type { PlayedSuite } from '../compare/compare.ts';
import { isExchange, pairSteps } from '../compare/exchange.ts';
import { judgeRecorded } from '../compare/judge-recorded.ts';
import { type Correlation, createCorrelation } from '../correlate/correlation.ts';
import type { Random } from '../generate/random.ts';
import type { HttpRequest } from '../http/http-message.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import { type AnswerFault, createAnswerFault } from './answer-fault.ts';
import { createLostWrites } from './lost-write.ts';
import type { JudgedMutant, Mutant, MutantKind } from './mutant.ts';
import type { MutationRun } from './mutate.ts';
import { type FindNoise, isRepeatableWrite, isWrite } from './plan-mutants.ts';
import { plantInRecording } from './plant-in-recording.ts';
import type { Reaching } from './reaching.ts';
import { createReplayer, type Plant } from './replay.ts';
import { createSuiteCheck } from './suite-check.ts';

interface Deps {
  readonly played: PlayedSuite;
  readonly findRouteKey: FindRouteKey;
  readonly findNoise: FindNoise;
  readonly reaching: ReadonlyMap<string, Reaching>;
  readonly random: Random;
}

type Judgement = Pick<JudgedMutant, 'outcome' | 'reason'>;

/** What a fault needs to show at all, where the suite never has it. */
const unexercised: Partial<Record<MutantKind, string>> = {
  status: 'no scenario reaches the route',
  'list-reversed': 'its lists never have two different elements',
  'id-reused': 'only one id is ever answered there',
  'id-swapped': 'there are never two ids in one answer',
  'stale-answer': 'no request is made again after its answer has changed',
};

/** Creates the judge, which plants one fault at a time. */
export function createMutantJudge(run: MutationRun, deps: Deps): (mutant: Mutant) => Promise<JudgedMutant> {
  const { played, findRouteKey, findNoise, reaching } = deps;
  const hasFinding = createSuiteCheck(run, played);
  const replayer = createReplayer(run, { recorded: played.candidate, hasFinding });
  const varying = learnVarying(played);
  const hits = (mutant: Mutant, { method, path }: HttpRequest) =>
    findRouteKey(method, path) === mutant.routeKey;
  const toRandom = (mutant: Mutant) => deps.random.fork(JSON.stringify(mutant));
  const createFault = (mutant: Mutant): AnswerFault => {
    const kinds = findNoise(mutant.routeKey, mutant.where);
    const fault = createAnswerFault(mutant, { kinds, random: toRandom(mutant) });
    return (request, response) => (hits(mutant, request) ? fault(request, response) : response);
  };

  const createPlant = (mutant: Mutant): Plant => {
    const fault = createFault(mutant);
    const lost = createLostWrites(varying, toRandom(mutant));
    return async (request, { earlier, send }) => {
      const isHit = hits(mutant, request);
      if (isHit && mutant.kind === 'write-lost' && earlier && isWrite(earlier)) return lost.answer(earlier);
      const response = await send();
      if (isHit && mutant.kind === 'write-doubled' && earlier && isRepeatableWrite(earlier)) await send();
      if (earlier) lost.learn(earlier, { ...earlier, request, response });
      return fault(request, response);
    };
  };

  const judge = async (mutant: Mutant): Promise<Judgement> => {
    const declared = run.notCompared?.find(({ route }) => route === mutant.routeKey);
    if (declared) return { outcome: 'not-applicable', reason: declared.reason };
    const scenarios = reaching.get(mutant.routeKey)?.scenarios ?? [];
    if (mutant.kind.startsWith('write-')) return replayer.judge(scenarios, createPlant(mutant));
    const planted = plantInRecording(played.candidate, scenarios, createFault(mutant));
    if (!planted.changed) return judgeUnchanged(mutant);
    if (hasFinding(planted.recording)) return { outcome: 'killed' };
    const again = planted.recaptured ? await replayer.judge(scenarios, createPlant(mutant)) : undefined;
    if (again?.outcome === 'killed') return again;
    // It passes for what the baseline itself does; nobody could tell.
    if (findNoise(mutant.routeKey, mutant.where).length > 0)
      return { outcome: 'not-applicable', reason: 'it varies there on the baseline, too' };
    return again ?? { outcome: 'survived' };
  };
  return async (mutant) => ({ ...mutant, ...(await judge(mutant)) });
}

function judgeUnchanged({ kind }: Mutant): Judgement {
  const reason = unexercised[kind];
  if (reason === undefined) return { outcome: 'not-applicable', reason: 'it changes nothing' };
  return { outcome: 'survived', reason };
}

/** The ids that vary from play to play: the candidate's, which stand for others of the baseline. */
function learnVarying({ baseline, candidate }: PlayedSuite): Correlation {
  const correlation = createCorrelation();
  for (const pair of pairSteps(baseline, candidate).filter(isExchange))
    judgeRecorded({ baseline: pair.baseline.played, candidate: pair.candidate.played }, { correlation });
  return correlation;
}
