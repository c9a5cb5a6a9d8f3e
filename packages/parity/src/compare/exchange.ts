import type { AnsweredStep, PlayedScenario, PlayedStep, Playthrough } from '../play/playthrough.ts';

/** The same step on both sides; calibration where the suite was calibrated. */
export interface StepPair {
  readonly scenario: string;
  readonly step: string;
  readonly baseline: SidedStep;
  readonly candidate: SidedStep;
}

/** A step, and when its scenario started on that side. */
export interface SidedStep<Played extends PlayedStep = PlayedStep> {
  readonly played: Played;
  readonly scenarioStartedAtMs: number;
}

/** A step that both sides answered. */
export interface Exchange extends StepPair {
  readonly baseline: SidedStep<AnsweredStep>;
  readonly candidate: SidedStep<AnsweredStep>;
}

/** Pairs two playthroughs of one suite, in the order of the suite. */
export function pairSteps(baseline: Playthrough, candidate: Playthrough): StepPair[] {
  const others = new Map(candidate.scenarios.map((scenario) => [scenario.name, scenario]));
  return baseline.scenarios.flatMap((scenario) => pairScenario(scenario, others.get(scenario.name)));
}

/** Pairs the steps of one scenario. */
export function pairScenario(baseline: PlayedScenario, candidate: PlayedScenario | undefined): StepPair[] {
  if (candidate?.steps.length !== baseline.steps.length)
    throw new Error(
      `Scenario ${baseline.name} was not played alike on both sides: compare playthroughs of one suite.`,
    );
  return baseline.steps.map((played, index) => ({
    scenario: baseline.name,
    step: played.name,
    baseline: { played, scenarioStartedAtMs: baseline.startedAtMs },
    candidate: { played: candidate.steps[index] as PlayedStep, scenarioStartedAtMs: candidate.startedAtMs },
  }));
}

/** Whether both sides of a step were answered. */
export function isExchange(pair: StepPair): pair is Exchange {
  return pair.baseline.played.outcome === 'answered' && pair.candidate.played.outcome === 'answered';
}
