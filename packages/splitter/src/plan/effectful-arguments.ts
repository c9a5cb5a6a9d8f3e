import type { Cut } from '../split-plan.ts';
import { createPurity } from './liveness/find-impure.ts';
import type { LinkedSources } from './liveness/linked-sources.ts';

/**
 * Without the cuts of registrations whose arguments do something when they are made: `app.get('/a', documented('Shows a'), show)`
 * writes into a list that other routes show.
 */
export function keepEffectfulArguments(
  cuts: ReadonlyMap<string, readonly Cut[]>,
  sources: LinkedSources,
): ReadonlyMap<string, readonly Cut[]> {
  const { isHard } = createPurity(sources);
  const harmless = [...cuts].map(([file, ranges]): [string, readonly Cut[]] => {
    const module = sources.modules.get(file);
    const effects = module?.facts.units.flatMap(({ effects: own }) => own) ?? [];
    const hard = effects.filter((effect) => module && effect.callee && isHard(module, effect));
    return [file, ranges.filter(({ start, end }) => !hard.some(({ at }) => start < at && at < end))];
  });
  return new Map(harmless.filter(([, ranges]) => ranges.length > 0));
}
