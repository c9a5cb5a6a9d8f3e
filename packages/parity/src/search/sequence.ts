import type { Step } from '../scenario/scenario.ts';
import { createTemplate, renameUses } from '../scenario/template.ts';
import { type Cast, chooseSenders } from './cast.ts';
import type { Giving, Kind, Operation } from './operation.ts';

/** An operation, and what a sequence decides about it. */
export interface Choice {
  readonly operation: Operation;
  /** Which of the operation's variations it is, counted round and round: 0 is the scenario's own request. */
  readonly variation: number;
  /** Which of the values of a kind it takes: 0 the latest, 1 the one before. */
  readonly back: number;
  /** Who sends it: one of the players; for what takes a value, 0 is whoever may do so in the scenario. */
  readonly actor: number;
  /** How many more send it at the same time. */
  readonly rivals: number;
}

/** Steps that are chosen one by one, each able to take what it needs from those before it. */
export interface Sequence {
  /** Whether there is room for it, and what it takes has been given. */
  admits(operation: Operation): boolean;
  add(choice: Choice): void;
  /** Adds what it can of these, whatever room there is, and says which. */
  lookAround(looks: readonly Choice[]): readonly Choice[];
  list(): readonly Step[];
}

/** A value that an earlier step gives, by its name in the sequence. */
interface Given extends Giving {
  readonly as: string | undefined;
}

/** Starts a sequence. */
export function createSequence(cast: Cast, maxSteps: number): Sequence {
  const steps: Step[] = [];
  const given = new Map<Kind, Given[]>();
  const taken = new Set<string>();
  const canTake = ({ takes }: Operation) => takes.every(({ kind }) => given.has(kind));
  const add = (choice: Choice) => {
    const { place, template: own, variations, takes, gives, orderBlind } = choice.operation;
    const template = variations[choice.variation % variations.length] ?? own;
    const number = steps.length + 1;
    const sources = takes.map(({ kind }) => getBack(given.get(kind) ?? [], choice.back));
    const [as, ...rivals] = chooseSenders(choice, cast, sources[0]?.as);
    const names = Object.fromEntries(takes.map(({ name }, index) => [name, sources[index]?.name ?? name]));
    for (const name of Object.values(names)) taken.add(name);
    // Nobody knows whose answer would give a value.
    const giving = rivals.length > 0 ? [] : gives;
    const values = giving.map((each) => ({ ...each, name: `${each.name}_${number}`, as }));
    for (const value of values) given.set(value.kind, [...(given.get(value.kind) ?? []), value]);
    steps.push({
      name: `${number}: ${place}`,
      request: createTemplate({ ...renameUses(template, names), ...toSender(as) }),
      capture: Object.fromEntries(values.map(({ name, source }) => [name, source])),
      ...(orderBlind && { orderBlind }),
      ...(rivals.length > 0 && { rivals: rivals.map(toSender) }),
    });
  };
  return {
    admits: (operation) => steps.length < maxSteps && canTake(operation),
    add,
    lookAround: (looks) =>
      looks.filter((look) => {
        if (!canTake(look.operation)) return false;
        add(look);
        return true;
      }),
    list: () => steps.map((step) => withoutUntaken(step, taken)),
  };
}

/** Counted from the last one; from the first where there are not so many. */
const getBack = <Item>(items: readonly Item[], back: number) => items[Math.max(0, items.length - 1 - back)];

const toSender = (as: string | undefined) => (as === undefined ? {} : { as });

/** Without the values that no later step takes. */
function withoutUntaken({ capture = {}, ...step }: Step, taken: ReadonlySet<string>): Step {
  const used = Object.entries(capture).filter(([name]) => taken.has(name));
  return used.length > 0 ? { ...step, capture: Object.fromEntries(used) } : step;
}
