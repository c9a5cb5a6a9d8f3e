import type { Node } from 'oxc-parser';
import type { ModuleTree } from '../module-tree.ts';
import { childrenOf, isErased } from '../syntax.ts';
import {
  anything,
  exportsSlot,
  type FlowFacts,
  type FlowFunction,
  type FlowImport,
  type Home,
  type Slot,
  type Step,
} from './flow-facts.ts';
import { findHome } from './homes.ts';

/** Turns nodes of one type into steps; what it returns is what the node comes to. */
type Lower<T extends Node['type']> = (lowering: Lowering, node: Extract<Node, { type: T }>) => Slot;
export type LowerByType = { readonly [T in Node['type']]?: Lower<T> };

/** Code with a frame of its own: a function, or a class as what makes its instances. */
export interface Definition {
  /** What declares its parameters and variables. */
  readonly node: Node;
  readonly home: Home;
  readonly kind: FlowFunction['kind'];
  /** `this` is that of the function around it. */
  readonly arrow: boolean;
  /** Its parameters' slots, in order, once its body has been lowered. */
  readonly lowerBody: () => readonly Slot[];
}

interface Frame {
  readonly index: number;
  readonly self: Slot;
  readonly returned: Slot;
  readonly steps: Step[];
  readonly arrow: boolean;
  rest?: Slot;
  all?: Slot;
  registers: boolean;
}

/** A module on its way from tree to steps: functions, slots and names as they turn up. */
export class Lowering {
  readonly tree: ModuleTree;
  /** From the program down to the node that is being lowered, which is last. */
  readonly ancestors: Node[] = [];
  readonly #sites: ReadonlySet<string>;
  readonly #byType: LowerByType;
  readonly #functions: FlowFunction[] = [];
  /** By the node that declares their variables. */
  readonly #indices = new Map<Node, number>();
  readonly #frames: Frame[] = [];
  readonly #owners: number[] = Array.from({ length: exportsSlot + 1 }, () => 0);
  readonly #variables = new Map<string, Slot>();
  readonly #homes = new Map<Slot, Home>();
  readonly #names = new Map<string, Slot>();
  readonly #imports: FlowImport[] = [];
  /** What the classes extend that are being lowered. */
  readonly #bases: Slot[] = [];

  /** @param sites where the file registers routes and middleware, `line:column`. */
  constructor(tree: ModuleTree, sites: ReadonlySet<string>, byType: LowerByType) {
    this.tree = tree;
    this.#sites = sites;
    this.#byType = byType;
  }

  toFacts(): FlowFacts {
    return {
      functions: this.#functions,
      owners: this.#owners,
      homes: this.#homes,
      names: this.#names,
      imports: this.#imports,
    };
  }

  lower(node: Node): Slot {
    if (isErased(node)) return anything;
    this.ancestors.push(node);
    const lower = this.#byType[node.type] as ((lowering: Lowering, node: Node) => Slot) | undefined;
    const slot = lower ? lower(this, node) : this.lowerChildren(node);
    this.ancestors.pop();
    return slot;
  }

  lowerChildren(node: Node): Slot {
    for (const child of childrenOf(node)) this.lower(child);
    return anything;
  }

  emit(step: Step): void {
    this.#frame.steps.push(step);
  }

  copy(from: Slot, to: Slot, { start }: Node, lazy = false): void {
    this.emit({ do: 'copy', from, to, start, lazy });
  }

  /** Without a member: any of them. */
  read(of: Slot, member: string | undefined, { start }: Node): Slot {
    const to = this.createSlot();
    this.emit({ do: 'read', of, to, start, ...(member !== undefined && { member }) });
    return to;
  }

  /** What a loop or a spread takes out of it. */
  readEach(of: Slot): Slot {
    const to = this.createSlot();
    const { start } = this.ancestors.at(-1) ?? this.tree.program;
    this.emit({ do: 'each', of, to, start });
    return to;
  }

  /** A new object with the methods of a built-in class. */
  make(like: string): Slot {
    const to = this.createSlot();
    this.emit({ do: 'make', to, like: `${like}.prototype`, home: this.findHome() });
    return to;
  }

  /** What the new object at hand is known by: the outermost variable or property that it is made for in its function, or itself. */
  findHome(): Home {
    return findHome(this.tree, this.ancestors);
  }

  /** A slot in the frame of the function that is being lowered. */
  createSlot(): Slot {
    return this.#owners.push(this.#frame.index) - 1;
  }

  /** The variable that an identifier mentions or declares; undefined if it is none of this file's. */
  findVariable(identifier: Node): Slot | undefined {
    const binding = this.tree.bindingOf(identifier) ?? this.tree.declaredBy(identifier);
    if (!binding) return undefined;
    const known = this.#variables.get(binding.key);
    if (known !== undefined) return known;
    const owner = binding.within ? (this.#indices.get(binding.within) ?? 0) : 0;
    const slot = this.#owners.push(owner) - 1;
    this.#variables.set(binding.key, slot);
    if (binding.topLevel) this.#names.set(binding.name, slot);
    return slot;
  }

  /** Gives a variable its home, where it is declared. */
  declare(identifier: Node, home: Home): Slot {
    const slot = this.findVariable(identifier) ?? this.createSlot();
    if (!this.#homes.has(slot)) this.#homes.set(slot, home);
    return slot;
  }

  /** A name that only other modules use: `export default`. */
  declareName(home: Home): Slot {
    const slot = this.createSlot();
    this.#names.set(home.name, slot);
    this.#homes.set(slot, home);
    return slot;
  }

  addImport(declared: FlowImport): void {
    this.#imports.push(declared);
  }

  get self(): Slot {
    return this.#frame.self;
  }

  get returned(): Slot {
    return this.#frame.returned;
  }

  createRest(): Slot {
    this.#frame.rest = this.createSlot();
    return this.#frame.rest;
  }

  /** `arguments` of the function at hand, or of that around it if it has none of its own. */
  makeArguments(): Slot {
    const frame = this.#frames.findLast(({ arrow }) => !arrow) ?? this.#frame;
    frame.all ??= this.#owners.push(frame.index) - 1;
    const made = this.make('Array');
    this.emit({ do: 'write', of: made, from: frame.all, start: this.findHome().start, lazy: false });
    return made;
  }

  /** While a class is lowered that extends another, or none: what `super` is. */
  extend(base: Slot, lowerClass: () => Slot): Slot {
    this.#bases.push(base);
    const slot = lowerClass();
    this.#bases.pop();
    return slot;
  }

  get base(): Slot {
    return this.#bases.at(-1) ?? anything;
  }

  /** Notes a call by which routes or middleware were registered: then all functions around it run while the app loads. */
  noteCall(callee: Node): void {
    if (callee.type !== 'MemberExpression') return;
    const { line, column } = this.tree.lines.locate(callee.computed ? callee.end : callee.property.start);
    if (this.#sites.has(`${line}:${column}`)) for (const frame of this.#frames) frame.registers = true;
  }

  /** Index of the function. */
  define({ node, home, kind, arrow, lowerBody }: Definition): number {
    const index = this.#indices.size;
    this.#indices.set(node, index);
    const [returned, self] = [this.#owners.push(index) - 1, this.#owners.push(index) - 1];
    const frame: Frame = {
      index,
      arrow,
      self: arrow ? this.self : self,
      returned,
      steps: [],
      registers: false,
    };
    const depth = this.#frames.push(frame) - 1;
    const params = lowerBody();
    // What returns nothing may still be a promise.
    if (!frame.steps.some((step) => 'to' in step && step.to === returned))
      this.emit({ do: 'copy', from: anything, to: returned, start: home.start, lazy: false });
    this.#frames.pop();
    const { steps, rest, all, registers } = frame;
    const own = { home, depth, kind, params, self: frame.self, returned, registers, steps };
    this.#functions[index] = {
      ...own,
      ...(rest !== undefined && { rest }),
      ...(all !== undefined && { all }),
    };
    return index;
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error('Nothing is lowered outside of the program.');
    return frame;
  }
}
