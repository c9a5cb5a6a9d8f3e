import type { AnsweredStep, PlayedStep, Playthrough } from '../play/playthrough.ts';
import { findCaptured } from '../scenario/capture.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { AnswerFault } from './answer-fault.ts';

/** A recording with a fault in it. */
export interface FaultyRecording {
  readonly recording: Playthrough;
  /** Whether any answer is another one. */
  readonly changed: boolean;
  /** Whether a later request would have been another one, so that only playing it again can tell. */
  readonly recaptured: boolean;
}

/** Plants a fault in recorded answers of the scenarios given. */
export function plantInRecording(
  recorded: Playthrough,
  scenarios: readonly Scenario[],
  fault: AnswerFault,
): FaultyRecording {
  let [changed, recaptured] = [false, false];
  const plant = (scenario: Scenario, step: PlayedStep): PlayedStep => {
    if (step.outcome !== 'answered') return step;
    const response = fault(step.request, step.response);
    if (response === step.response) return step;
    changed = true;
    recaptured ||= isCaptured(scenario, step, { ...step, response });
    return { ...step, response };
  };
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const played = recorded.scenarios.flatMap((one) => {
    const scenario = byName.get(one.name);
    return scenario ? [{ ...one, steps: one.steps.map((step) => plant(scenario, step)) }] : [];
  });
  return { recording: { ...recorded, scenarios: played }, changed, recaptured };
}

function isCaptured({ name, steps }: Scenario, before: AnsweredStep, after: AnsweredStep): boolean {
  const capture = steps.find((step) => step.name === before.name)?.capture ?? {};
  return Object.values(capture).some((source) => {
    const [old, now] = [before, after].map(({ response }) => findCaptured(source, response, name));
    return old !== now;
  });
}
