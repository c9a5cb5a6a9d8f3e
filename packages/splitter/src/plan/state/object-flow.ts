import {
  anything,
  exportsSlot,
  type FlowFunction,
  globalSlot,
  type Home,
  moduleSlot,
  type Slot,
} from '../../source/flow/flow-facts.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { WrittenCall } from './call.ts';
import { Cell } from './cells.ts';
import { createObservations } from './observations.ts';
import { type Nature, type Run, Thing } from './things.ts';

interface Collaborators {
  /** Does what a function does, when it is called for the first time in a phase. */
  begin(run: Run): void;
  call(flow: ObjectFlow, callee: Thing, call: WrittenCall): void;
  /** `get name` and `set name`: properties that are functions somewhere. */
  readonly accessors: ReadonlySet<string>;
}

/** How many members of members of a package are told apart. */
const deepestPath = 6;

/**
 * Which objects may be where in the app. This is Andersen's analysis: what a variable or property holds is a set that grows until
 * nothing flows any more, the order of statements counts for nothing; but code that runs while the app loads is told apart from the
 * same code when it runs later, and so are the objects that it makes.
 */
export class ObjectFlow {
  readonly anything: Thing;
  readonly request: Thing;
  readonly seen = createObservations();
  /** All that code makes. */
  readonly things: Thing[] = [];
  readonly accessors: ReadonlySet<string>;
  readonly #deps: Collaborators;
  /** What is still to be done. */
  readonly #work: (() => void)[] = [];
  readonly #cells = new Map<LinkedModule, Map<string, Cell>>();
  readonly #runs = new Map<FlowFunction, Map<number, Run>>();
  readonly #outside = new Map<string, Thing>();
  readonly #made = new Map<Run, Map<string, Thing>>();
  readonly #pairs = new Map<Thing, Thing>();

  constructor(deps: Collaborators) {
    this.#deps = deps;
    this.accessors = deps.accessors;
    this.anything = new Thing(this.#work, { kind: 'anything' }, false);
    this.request = new Thing(this.#work, { kind: 'request' }, false);
  }

  /** Until nothing flows any more. */
  settle(): void {
    for (let next = this.#work.pop(); next; next = this.#work.pop()) next();
  }

  createCell(...things: readonly Thing[]): Cell {
    const cell = new Cell(this.#work);
    for (const thing of things) cell.add(thing);
    return cell;
  }

  /** What a slot holds while a function runs: its own, or that of a function around it. */
  cellOf({ module, level }: Pick<Run, 'module' | 'level'>, slot: Slot): Cell {
    const { flow } = module.facts;
    const frames = (flow.functions[flow.owners[slot] ?? 0]?.depth ?? 0) + 1;
    const lasting = level >= frames;
    const cells = this.#cells.get(module) ?? new Map<string, Cell>();
    this.#cells.set(module, cells);
    const key = `${slot} ${Math.min(level, frames)}`;
    const cell = cells.get(key) ?? new Cell(this.#work, lasting ? { module, slot } : undefined);
    cells.set(key, cell);
    return cell;
  }

  /** A module before its top level runs: what is there in all of them. */
  #prepare(run: Run): void {
    const home = { name: 'exports', start: 0 };
    const [exported, whole] = ['exports', 'module'].map((key) =>
      this.make(run, key, { like: 'Object.prototype', home }),
    ) as [Thing, Thing];
    exported.path = run.module.facts.file;
    whole.path = `${exported.path}.module`;
    whole.field('exports').add(exported);
    this.cellOf(run, anything).add(this.anything);
    this.cellOf(run, globalSlot).add(this.outside(''));
    this.cellOf(run, moduleSlot).add(whole);
    this.cellOf(run, exportsSlot).add(exported);
    this.cellOf(run, run.code.self).add(exported);
  }

  /** What packages, Node.js and the language have; members of members of members are all the same. */
  outside(named: string): Thing {
    const path = /^(?:globalThis|global)$/.test(named) ? '' : named;
    const known = this.#outside.get(path);
    if (known) return known;
    const deep = path.split('.').length > deepestPath;
    const thing = deep ? this.anything : new Thing(this.#work, { kind: 'outside', path }, true);
    this.#outside.set(path, thing);
    return thing;
  }

  /** What a run makes at one place. */
  make(run: Run, key: string, { like, home }: { readonly like: string; readonly home: Home }): Thing {
    return this.#remember(run, key, () => this.#create({ kind: 'made', like, home, by: run }, run.atLoad));
  }

  close(run: Run, code: FlowFunction, home: Home): Thing {
    return this.#remember(run, `function ${code.returned}`, () => {
      const lasting = run.level === code.depth;
      const thing = this.#create({ kind: 'function', code, home, by: run }, lasting);
      thing.field('prototype').add(this.#create({ kind: 'prototype', home, by: run }, lasting));
      return thing;
    });
  }

  #create(nature: Nature, lasting: boolean): Thing {
    const thing = new Thing(this.#work, nature, lasting);
    this.things.push(thing);
    return thing;
  }

  #remember(run: Run, key: string, create: () => Thing): Thing {
    const known = this.#made.get(run) ?? new Map<string, Thing>();
    this.#made.set(run, known);
    const thing = known.get(key) ?? create();
    known.set(key, thing);
    return thing;
  }

  /** What iterating a Map gives. */
  pairOf(map: Thing): Thing {
    const known = this.#pairs.get(map);
    if (known || map.nature.kind !== 'made') return known ?? this.anything;
    const pair = this.#create({ ...map.nature, like: 'Array.prototype' }, false);
    map.eachValue((value) => value.flowTo(pair.field()));
    this.#pairs.set(map, pair);
    return pair;
  }

  call(callee: Thing, call: WrittenCall): void {
    this.#deps.call(this, callee, call);
  }

  bind(target: Thing, self: Cell, values: readonly Cell[]): Thing {
    return this.#create({ kind: 'bound', target, self, values }, target.lasting);
  }

  /** A function's run at a level of frames. */
  enter(module: LinkedModule, code: FlowFunction, level: number): Run {
    const runs = this.#runs.get(code) ?? new Map<number, Run>();
    this.#runs.set(code, runs);
    const known = runs.get(level);
    if (known) return known;
    const run: Run = { module, code, level, atLoad: level > code.depth, calls: new Set(), sites: [] };
    runs.set(level, run);
    if (code.depth === 0) this.#prepare(run);
    this.#work.push(() => this.#deps.begin(run));
    return run;
  }

  /** The run of a module's top level. */
  top(module: LinkedModule): Run {
    const [code] = module.facts.flow.functions;
    if (!code) throw new Error(`${module.facts.file} has no top level.`);
    return this.enter(module, code, 1);
  }

  findRun(code: FlowFunction, level: number): Run | undefined {
    return this.#runs.get(code)?.get(level);
  }

  hasRun(code: FlowFunction): boolean {
    return this.#runs.has(code);
  }
}
