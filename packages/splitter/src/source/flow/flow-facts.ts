/**
 * A module's code as far as objects go: where one is made, kept under a name, handed on, changed. What is compared, printed or
 * computed leaves no trace, nor does the order of statements. `plan/state` follows the objects through the app.
 */
export interface FlowFacts {
  /** The top level first. */
  readonly functions: readonly FlowFunction[];
  /** Of each slot, the function (by index) in whose frame it is. */
  readonly owners: readonly number[];
  /** Slots that are variables. */
  readonly homes: ReadonlyMap<Slot, Home>;
  /** Names of the top level, and `export default`. */
  readonly names: ReadonlyMap<string, Slot>;
  readonly imports: readonly FlowImport[];
}

/** A variable, a parameter, or what an expression comes to. */
export type Slot = number;

/** In every module: a value that says nothing, such as text, or what somebody else made. */
export const anything: Slot = 0;

/** In every module: the global object, and `module` and `exports` of CommonJS. */
export const globalSlot: Slot = 1;
export const moduleSlot: Slot = 2;
export const exportsSlot: Slot = 3;

/** What something is called, and where that stands: in the source of a finding, and in the code that must be live for it. */
export interface Home {
  readonly name: string;
  readonly start: number;
  /** It has no name of its own, and is known by what it is put into: `{ id: 1 }` of `pets.push({ id: 1 })`. */
  readonly nameless?: true;
}

export interface FlowImport {
  readonly slot: Slot;
  readonly specifier: string;
  /** `default`, a name, or `*`. */
  readonly imported: string;
  readonly start: number;
}

export interface FlowFunction {
  readonly home: Home;
  /** Functions around it. */
  readonly depth: number;
  readonly kind: 'function' | 'generator' | 'class';
  readonly params: readonly Slot[];
  /** What the elements of `...rest` come to. */
  readonly rest?: Slot;
  /** What the elements of `arguments` come to. */
  readonly all?: Slot;
  readonly self: Slot;
  /** What it returns or, of a generator, yields. */
  readonly returned: Slot;
  /** Whether routes or middleware were registered in it, so that it ran while the app loaded. */
  readonly registers: boolean;
  readonly steps: readonly Step[];
}

export type Step =
  /** `to = from`. */
  | ({ readonly do: 'copy'; readonly from: Slot; readonly to: Slot } & Change)
  /** `{}`, `[]`, `/a/g`: an object whose methods are those of a built-in prototype. */
  | { readonly do: 'make'; readonly to: Slot; readonly like: string; readonly home: Home }
  | { readonly do: 'close'; readonly to: Slot; readonly function: number; readonly home: Home }
  /** `to = of.member`; of any member if it is computed. */
  | ({ readonly do: 'read'; readonly of: Slot; readonly member?: string; readonly to: Slot } & Spot)
  /** `of.member = from` */
  | ({ readonly do: 'write'; readonly of: Slot; readonly member?: string; readonly from: Slot } & Change)
  /** `for (to of of)`, `[...of]` */
  | ({ readonly do: 'each'; readonly of: Slot; readonly to: Slot } & Spot)
  /** What `of` does not have itself is looked for in `from`. */
  | { readonly do: 'inherit'; readonly of: Slot; readonly from: Slot }
  | CallStep
  /** `require` or `import()`; without a specifier, of what only the running app could tell. */
  | ({ readonly do: 'load'; readonly specifier?: string; readonly to: Slot } & Spot);

export interface CallStep extends Change {
  readonly do: 'call';
  /** Whose method is called; else the callee is given. */
  readonly of?: Slot;
  readonly member?: string;
  readonly callee?: Slot;
  /** `this` of a callee that is given. */
  readonly self?: Slot;
  readonly values: readonly Slot[];
  /** What is spread over the rest of the arguments. */
  readonly spread?: Slot;
  /** The first argument, if it is plain text: the name of a setting or an event. */
  readonly text?: string;
  readonly constructs: boolean;
  /** `store.add`, as written. */
  readonly name: string;
  /** Of what it makes. */
  readonly home: Home;
  readonly to: Slot;
}

interface Spot {
  readonly start: number;
}

interface Change extends Spot {
  /** Only if there is no value yet: `client ??= new Client()`. */
  readonly lazy: boolean;
}
