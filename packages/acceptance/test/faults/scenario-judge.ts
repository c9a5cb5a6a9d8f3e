import {
  calibrate,
  formatFinding,
  type ParityReport,
  type PlayedStep,
  type Playthrough,
  play,
  type Scenario,
  type Send,
} from '@unlith/parity';
import { compareAlike, compareWithLith } from '../../src/compare-stages.ts';
import type { FreshStage } from '../../src/fresh-stage.ts';
import { getToday } from '../../src/local-stages.ts';

type Findings = readonly string[];

/** Judges scenarios one by one, each played alone on a fresh stage: then it does not matter which others are played, and when. */
export interface ScenarioJudge {
  /** What parity finds in the split as it is. What it says is right from then on: the lith sends no events and messages. */
  learn(scenario: Scenario, split: FreshStage): Promise<Findings>;
  /** What parity finds in answers; else in tables; else in events and messages. */
  listFindings(scenario: Scenario, split: FreshStage): Promise<Findings>;
  /** What parity finds in answers that come by another transport. */
  listFindingsOnWire(scenario: Scenario, split: FreshStage, send: Send): Promise<Findings>;
  /** The lith's steps. */
  recordSteps(scenario: Scenario): Promise<readonly PlayedStep[]>;
}

/** @param liths the second one calibrates. */
export function createScenarioJudge(liths: readonly [FreshStage, FreshStage]): ScenarioJudge {
  const unchanged = new Map<string, Playthrough>();
  const playLith = async (scenario: Scenario, lith: FreshStage) =>
    addLeftBehind(await playAlone(scenario, lith), lith);
  const record = oncePerDay(async (scenario) => {
    const [baseline, second] = await Promise.all([
      playLith(scenario, liths[0]),
      playLith(scenario, liths[1]),
    ]);
    return { baseline, calibration: calibrate(baseline, second) };
  });
  const judgeAnswers = async (scenario: Scenario, candidate: Playthrough): Promise<Findings> => {
    const { baseline, calibration } = await record(scenario);
    const answers = { ...baseline, scenarios: baseline.scenarios.slice(0, 1) };
    return format(compareWithLith({ baseline: answers, calibration, candidate }));
  };
  const judgeAll = async (scenario: Scenario, candidate: Playthrough): Promise<Findings> => {
    const findings = format(compareWithLith({ ...(await record(scenario)), candidate }));
    const right = unchanged.get(scenario.name);
    if (findings.length > 0 || !right) return findings;
    return format(compareAlike(toLeftBehind(right), toLeftBehind(candidate)));
  };
  const listFindings = async (scenario: Scenario, split: FreshStage): Promise<Findings> => {
    const answers = await playAlone(scenario, split);
    const findings = await judgeAnswers(scenario, answers);
    return findings.length > 0 ? findings : judgeAll(scenario, await addLeftBehind(answers, split));
  };
  return {
    learn: (scenario, split) =>
      withinOneDay(async () => {
        const playSplit = async () => addLeftBehind(await playAlone(scenario, split), split);
        const [played] = await Promise.all([playSplit(), record(scenario)]);
        const findings = await judgeAll(scenario, played);
        unchanged.set(scenario.name, played);
        return findings;
      }),
    listFindings: (scenario, split) => withinOneDay(() => listFindings(scenario, split)),
    listFindingsOnWire: (scenario, split, send) =>
      withinOneDay(async () => judgeAnswers(scenario, await playAlone(scenario, split, send))),
    recordSteps: async (scenario) => (await record(scenario)).baseline.scenarios[0]?.steps ?? [],
  };
}

async function playAlone(scenario: Scenario, stage: FreshStage, send?: Send): Promise<Playthrough> {
  await stage.renew();
  const { stores: _, ...target } = stage.target;
  return play([scenario], { ...target, ...(send && { send }) });
}

/** Its times are reckoned from where the scenario started that wrote them. */
async function addLeftBehind(answers: Playthrough, stage: FreshStage): Promise<Playthrough> {
  const { scenarios } = await play([], stage.target);
  const startedAtMs = answers.scenarios[0]?.startedAtMs ?? 0;
  return {
    ...answers,
    scenarios: [...answers.scenarios, ...scenarios.map((scenario) => ({ ...scenario, startedAtMs }))],
  };
}

const toLeftBehind = (played: Playthrough): Playthrough => ({
  ...played,
  scenarios: played.scenarios.slice(-1),
});

const format = ({ findings }: ParityReport): Findings => findings.map(formatFinding);

/** Keeps what is recorded until midnight in UTC: all stages list today's flights unless they are asked for another day. */
function oncePerDay<Recording>(
  record: (scenario: Scenario) => Promise<Recording>,
): (scenario: Scenario) => Promise<Recording> {
  const recorded = new Map<string, Promise<Recording>>();
  return (scenario) => {
    const key = `${getToday()} ${scenario.name}`;
    const known = recorded.get(key) ?? record(scenario);
    recorded.set(key, known);
    return known;
  };
}

/** Does again what midnight has come between. */
async function withinOneDay<Result>(act: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const today = getToday();
    const result = await act();
    if (today === getToday()) return result;
  }
}
