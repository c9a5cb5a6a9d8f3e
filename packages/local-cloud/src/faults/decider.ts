import { compilePattern } from '../iam/pattern.ts';
import type { Fault } from './fault.ts';
import { createRandom } from './random.ts';

/** One fault, and the memory that its decisions need. */
export interface Decider {
  readonly fault: Fault;
  /** How often it has struck. */
  readonly strikes: number;
  /** Whether one of these names is meant. */
  concerns(names: readonly string[]): boolean;
  /**
   * Decides at one of the fault's points. It draws one number whatever comes of it: a decision follows from the seed and
   * from how many points came before, and other faults do not change it.
   */
  decide(): boolean;
  /** Milliseconds below `withinMs`, drawn from the same seed. */
  drawDelay(withinMs: number): number;
}

/** `index`: which fault of its plan this is. */
export function createDecider(fault: Fault, seed: number, index: number): Decider {
  const { probability = 1, skip = 0, limit = Number.POSITIVE_INFINITY } = fault;
  const drawChance = createRandom(seed, 2 * index);
  const drawFraction = createRandom(seed, 2 * index + 1);
  const matches = compilePattern(findPattern(fault), { wildcards: true });
  let points = 0;
  let strikes = 0;
  return {
    fault,
    get strikes() {
      return strikes;
    },
    concerns: (names) => names.some((name) => matches(name, () => undefined)),
    decide() {
      const chance = drawChance();
      points += 1;
      if (points <= skip || strikes >= limit || chance >= probability) return false;
      strikes += 1;
      return true;
    },
    drawDelay: (withinMs) => Math.floor(drawFraction() * withinMs),
  };
}

function findPattern(fault: Fault): string {
  switch (fault.kind) {
    case 'kill-environment':
      return fault.function ?? '*';
    case 'throttle-table':
    case 'slow-table':
    case 'crash-database':
      return fault.table ?? '*';
    case 'refuse-api':
    case 'delay-api':
      return fault.api ?? '*';
    default:
      return fault.name ?? '*';
  }
}
