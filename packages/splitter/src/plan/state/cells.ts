import type { Thing, Variable } from './things.ts';

/** What may be in a variable, in a property, or the result of an expression: it only ever gets more. */
export class Cell {
  /** The object or variable, of those that outlive requests, that this is the value of: what gets in lives as long. */
  readonly keeper: Thing | Variable | undefined;
  readonly #things = new Set<Thing>();
  readonly #targets = new Set<Cell>();
  readonly #listeners: ((thing: Thing) => void)[] = [];
  readonly #work: (() => void)[];

  /** @param work what is still to be done, shared by all cells: a cell calls nobody while it is being called. */
  constructor(work: (() => void)[], keeper?: Thing | Variable) {
    this.#work = work;
    this.keeper = keeper;
  }

  add(thing: Thing): void {
    const kept = this.keeper ? thing.keptBy(this.keeper) : thing;
    if (this.#things.has(kept)) return;
    this.#things.add(kept);
    for (const target of this.#targets) this.#work.push(() => target.add(kept));
    for (const listener of this.#listeners) this.#work.push(() => listener(kept));
  }

  /** Whatever is or comes here comes there, too. */
  flowTo(target: Cell): void {
    if (target === this || this.#targets.has(target)) return;
    this.#targets.add(target);
    for (const thing of this.#things) target.add(thing);
  }

  /** What is there so far. */
  listThings(): Iterable<Thing> {
    return this.#things;
  }

  /** Tells of each thing, once. */
  each(listener: (thing: Thing) => void): void {
    this.#listeners.push(listener);
    for (const thing of this.#things) this.#work.push(() => listener(thing));
  }
}
