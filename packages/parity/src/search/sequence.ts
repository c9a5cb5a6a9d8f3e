import type { Step } from '../scenario/scenario.ts';
import { createTemplate, renameUses } from '../scenario/template.ts';
import type { Giving, Kind, Operation } from './operation.ts';

/** An operation, and what a sequence decides about it. Nought is what its scenario does. */
export interface Choice {
  readonly operation: Operation;
  /** Which of the values of a kind it takes: 0 the latest, 1 the one before. */
  readonly back: number;
  /** Who sends it: 0 whoever does so in the scenario, else one of the cast. */
  readonly actor: number;
}

/** Steps that are chosen one by one, each able to take what it needs from those before it. */
export interface Sequence {
  /** Whether there is room for it, and what it takes has been given. */
  admits(operation: Operation): boolean;
  add(choice: Choice): void;
  list(): readonly Step[];
}

/** A value that an earlier step gives. */
interface Given {
  readonly giving: Giving;
  /** As the sequence calls it. */
  readonly name: string;
  readonly as: string | undefined;
}

/**
 * Starts a sequence.
 *
 * @param cast credentials that may stand for each other.
 */
export function createSequence({
  cast,
  maxSteps,
}: {
  readonly cast: readonly string[];
  readonly maxSteps: number;
}): Sequence {
  const steps: Step[] = [];
  const given = new Map<Kind, Given[]>();
  const taken = new Set<string>();
  return {
    admits: ({ takes }) => steps.length < maxSteps && takes.every(({ kind }) => given.has(kind)),
    add({ operation, back, actor }) {
      const { place, template, takes, gives, orderBlind } = operation;
      const number = steps.length + 1;
      const sources = takes.map(({ kind }) => getBack(given.get(kind) ?? [], back));
      const as = chooseActor(operation, { actor, cast, owner: sources[0]?.as });
      const names = Object.fromEntries(takes.map(({ name }, index) => [name, sources[index]?.name ?? name]));
      for (const name of Object.values(names)) taken.add(name);
      const values = gives.map((giving) => ({ giving, name: `${giving.name}_${number}`, as }));
      for (const value of values)
        given.set(value.giving.kind, [...(given.get(value.giving.kind) ?? []), value]);
      steps.push({
        name: `${number}: ${place}`,
        request: createTemplate({ ...renameUses(template, names), ...(as !== undefined && { as }) }),
        capture: Object.fromEntries(values.map(({ name, giving }) => [name, giving.source])),
        ...(orderBlind && { orderBlind }),
      });
    },
    list: () => steps.map((step) => withoutUntaken(step, taken)),
  };
}

/** Counted from the last one; from the first where there are not so many. */
const getBack = <Item>(items: readonly Item[], back: number) => items[Math.max(0, items.length - 1 - back)];

/** Who sends an operation: of those whom the suite lets do something, each may; others have a reason to be named. */
function chooseActor(
  { template: { as }, takes }: Operation,
  { actor, cast, owner }: { actor: number; cast: readonly string[]; owner: string | undefined },
): string | undefined {
  if (as === undefined || !cast.includes(as)) return as;
  if (actor > 0) return cast[(actor - 1) % cast.length];
  if (owner === undefined) return as;
  if (takes[0]?.isOwn) return owner;
  return as === owner ? cast.find((other) => other !== owner) : as;
}

/** Without the values that no later step takes. */
function withoutUntaken({ capture = {}, ...step }: Step, taken: ReadonlySet<string>): Step {
  const used = Object.entries(capture).filter(([name]) => taken.has(name));
  return used.length > 0 ? { ...step, capture: Object.fromEntries(used) } : step;
}
