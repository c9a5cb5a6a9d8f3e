import type { Scenario, Step } from '../scenario/scenario.ts';
import { type PlayOptions, play } from './play.ts';
import type { PlayedScenario, PlayedStep, Playthrough, SkippedStep } from './playthrough.ts';
import type { Target } from './target.ts';

/** A playthrough, and what ended it before the suite did, if anything. */
export interface PlayedAsFar {
  readonly playthrough: Playthrough;
  readonly failure?: unknown;
}

export const hasFailed = (side: PlayedAsFar): side is Required<PlayedAsFar> => 'failure' in side;

/** Plays as {@link play} does. Where that fails, the steps which it did not come to are `not-played`. */
export async function playAsFar(
  scenarios: readonly Scenario[],
  target: Target,
  { onProgress, ...options }: PlayOptions = {},
): Promise<PlayedAsFar> {
  const steps = new Map(scenarios.map(({ name }): [string, PlayedStep[]] => [name, []]));
  try {
    const playthrough = await play(scenarios, target, {
      ...options,
      onProgress(event) {
        if (event.type === 'play.step') steps.get(event.scenario)?.push(event.step);
        onProgress?.(event);
      },
    });
    return { playthrough };
  } catch (failure) {
    const played = scenarios.map((scenario) => complete(scenario, steps.get(scenario.name) ?? []));
    return { playthrough: { target: target.url, scenarios: played }, failure };
  }
}

function complete({ name, steps }: Scenario, played: readonly PlayedStep[]): PlayedScenario {
  const first = played.find((step) => step.outcome === 'answered');
  return {
    name,
    startedAtMs: first?.startedAtMs ?? 0,
    steps: [...played, ...steps.slice(played.length).map(toNotPlayed)],
  };
}

function toNotPlayed({ name, request }: Step): SkippedStep {
  const reason = 'the run ended before';
  return { outcome: 'not-played', name, reason, ...(typeof request !== 'function' && { request }) };
}
