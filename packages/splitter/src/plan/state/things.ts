import type { FlowFunction, Home, Slot } from '../../source/flow/flow-facts.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import { Cell } from './cells.ts';

/** Who makes code run. */
export interface Caller {
  readonly calls: Set<Caller>;
}

/** One phase of one function's life: all calls of it while the app loads, or all that come later. */
export interface Run extends Caller {
  readonly module: LinkedModule;
  readonly code: FlowFunction;
  /** How many of the frames around its variables, its own included, are there since the app loaded, and outlive requests. */
  readonly level: number;
  readonly atLoad: boolean;
  /** Where code called it that ran while the app loaded. */
  readonly sites: { readonly module: LinkedModule; readonly start: number }[];
}

/** A variable in a frame that outlives requests. */
export interface Variable {
  readonly module: LinkedModule;
  readonly slot: Slot;
}

export type Nature =
  /** What the code makes at one place, in one phase; `like` says whose methods it has. */
  | { readonly kind: 'made'; readonly like: string; readonly by: Run; readonly home: Home }
  /** What a function's instances inherit from. */
  | { readonly kind: 'prototype'; readonly by: Run; readonly home: Home }
  | { readonly kind: 'function'; readonly code: FlowFunction; readonly by: Run; readonly home: Home }
  | { readonly kind: 'bound'; readonly target: Thing; readonly self: Cell; readonly values: readonly Cell[] }
  /** What packages, Node.js and the language have, by its path: `express.Router`, `process.env`. */
  | { readonly kind: 'outside'; readonly path: string }
  /** Requests, answers and what hangs on them: one for all, with what handlers leave there for each other. */
  | { readonly kind: 'request' }
  | { readonly kind: 'anything' };

/** Those of the app's objects that the analysis does not tell apart. */
export class Thing {
  readonly nature: Nature;
  /** Whether it is there longer than a request. */
  readonly lasting: boolean;
  /** Where what it does not have itself is looked for, and who looks here. */
  readonly parents: Cell;
  readonly heirs: Cell;
  /** Whoever has it outside of the app's own code. */
  handedTo: Caller | undefined;
  /** Of what was made for a request and then kept: by whom. */
  readonly keepers = new Set<Thing | Variable>();
  /** Where code mentions it. */
  readonly mentions = new Map<Run, Set<string>>();
  readonly #work: (() => void)[];
  readonly #fields = new Map<string, Cell>();
  readonly #watchers: ((field: Cell, name: string) => void)[] = [];
  #kept: Thing | undefined;
  #path: string | undefined;
  #named: Cell | undefined;

  constructor(work: (() => void)[], nature: Nature, lasting: boolean) {
    this.#work = work;
    this.nature = nature;
    this.lasting = lasting;
    this.#path = nature.kind === 'outside' ? nature.path : undefined;
    this.parents = new Cell(work);
    this.heirs = new Cell(work);
  }

  /** A property; without a name, all whose names the source does not tell: elements of arrays, entries of Maps. */
  field(name = ''): Cell {
    const known = this.#fields.get(name);
    if (known) return known;
    const field = new Cell(this.#work, this.lasting ? this : undefined);
    this.#fields.set(name, field);
    for (const watcher of this.#watchers) watcher(field, name);
    return field;
  }

  /** A name by which code gets at it without being handed it: the file that exports it, `express().locals.users`. */
  get path(): string | undefined {
    return this.#path;
  }

  set path(path: string) {
    this.#path = path;
    this.#named?.add(this);
  }

  /** It and what it holds, however deep, as far as that has a path. */
  listNamed(): Cell {
    if (this.#named) return this.#named;
    const named = new Cell(this.#work);
    this.#named = named;
    if (this.#path !== undefined) named.add(this);
    this.eachValue((value) => value.each((held) => held.listNamed().flowTo(named)));
    return named;
  }

  /** Accessors, `get name` and `set name`, are no values. */
  eachValue(watcher: (value: Cell, name: string) => void): void {
    this.#watchEach((field, name) => {
      if (!/^[gs]et /.test(name)) watcher(field, name);
    });
  }

  #watchEach(watcher: (field: Cell, name: string) => void): void {
    this.#watchers.push(watcher);
    for (const [name, field] of this.#fields) watcher(field, name);
  }

  /** What its properties hold so far. */
  listHeld(): readonly Thing[] {
    return [...this.#fields.values()].flatMap((field) => [...field.listThings()]);
  }

  inherit(parent: Thing): void {
    this.parents.add(parent);
    parent.heirs.add(this);
  }

  /** It, and whatever it inherits from. */
  eachInChain(visit: (owner: Thing) => void, seen = new Set<Thing>()): void {
    if (seen.has(this)) return;
    seen.add(this);
    visit(this);
    this.parents.each((parent) => parent.eachInChain(visit, seen));
  }

  /** It, and whatever inherits from it. */
  eachHeir(visit: (heir: Thing) => void, seen = new Set<Thing>()): void {
    if (seen.has(this)) return;
    seen.add(this);
    visit(this);
    this.heirs.each((heir) => heir.eachHeir(visit, seen));
  }

  /**
   * What it is once something that outlives requests has it: what a request makes may be changed until then, and is shared
   * from then on.
   */
  keptBy(keeper: Thing | Variable): Thing {
    if (this.lasting || this.nature.kind !== 'made') return this;
    const kept = this.#kept ?? this.#keep();
    kept.keepers.add(keeper);
    return kept;
  }

  /** What it holds is kept with it, and that may be itself. */
  #keep(): Thing {
    const kept = new Thing(this.#work, this.nature, true);
    this.#kept = kept;
    this.#watchEach((field, name) => field.flowTo(kept.field(name)));
    this.parents.each((parent) => kept.inherit(parent));
    return kept;
  }
}
