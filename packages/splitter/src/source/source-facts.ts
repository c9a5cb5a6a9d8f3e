import type { FindingCode } from '../findings/catalogue.ts';
import type { FlowFacts } from './flow/flow-facts.ts';

/** What the app's own source says, file by file: plain data, parsed once and asked for every function. */
export interface SourceFacts {
  /** By absolute file, in the order of the app's modules. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
  /** Files and directories that the source and the app's settings name, as far as they are there: a directory with what is in it. */
  readonly files: ReadonlyMap<string, FileFacts>;
}

export interface FileFacts {
  readonly directory: boolean;
  /** Of a directory: all files below it, relative, with `/`. */
  readonly entries: readonly string[];
}

export interface ModuleFacts {
  readonly file: string;
  /** CommonJS hands out one object; what is on it can be told apart only where it is written as a literal. */
  readonly format: 'esm' | 'commonjs';
  /** Calls by `line:column` of the property that is called, both from 1: how Express's registrations are found in the source. */
  readonly calls: ReadonlyMap<string, Range>;
  /** The pieces that the module's top level consists of, outer ones before inner ones. */
  readonly units: readonly Unit[];
  /** Exported name -> what stands for it. The value of `module.exports` is the export `module.exports`. */
  readonly exports: ReadonlyMap<string, ExportFacts>;
  /** `export * from`, in order. */
  readonly starExports: readonly string[];
  /** Specifier -> absolute file of the app's own; what is not here is a package, a builtin or no code. */
  readonly resolved: ReadonlyMap<string, string>;
  /** By binding key: functions and classes that other code can call while the app loads. */
  readonly callables: ReadonlyMap<string, CallableFacts>;
  /** What its code does with objects. */
  readonly flow: FlowFacts;
  readonly places: readonly Place[];
  /** Offset of each line's beginning: where a place that Node reported is in the source. */
  readonly lineStarts: readonly number[];
}

/**
 * A piece of a module that can be dropped on its own: a statement of the top level, a property of an exported object, a constant of a
 * function that builds routers. A unit is needed when something needed refers to what it declares, or when it acts by itself.
 */
export interface Unit {
  /** What to cut when nothing needs it. */
  readonly range: Range;
  readonly replacement?: string;
  /** Index of the unit around it. */
  readonly parent?: number;
  /** Binding keys: the name at top level, `name@offset` within a function, `object.property` for a property. */
  readonly declares: readonly string[];
  /** What it does to others when it runs; without any, it only declares. */
  readonly effects: readonly Effect[];
  /** Whether it calls anything, so that it may have been written for what the call does if nothing ever referred to it. */
  readonly calls: boolean;
  readonly references: readonly Reference[];
  /** `require` or `import()` of a literal within it. */
  readonly loads: readonly Load[];
  /** An import, or a `require` bound at top level. */
  readonly imports?: ImportFacts;
}

/** Something that a piece of code does beyond its own bindings. */
export interface Effect {
  /** Where: within what is cut, it does not happen. */
  readonly at: number;
  /** It changes only this binding's object: it matters as long as that one is needed. */
  readonly owner?: string;
  /** It is whatever the called function does; linking finds out. */
  readonly callee?: Callee;
}

export interface Callee {
  readonly name: string;
  /** Undefined where it is computed. */
  readonly members: readonly (string | undefined)[];
}

export interface Reference {
  /** Binding key. */
  readonly name: string;
  /** `create` of `controller.create`: all that is taken of the binding here; everything if absent. */
  readonly member?: string;
  readonly start: number;
}

export interface Load {
  readonly specifier: string;
  readonly member?: string;
  readonly start: number;
  /** Whether it loads as soon as the unit runs, rather than when a function in it is called. */
  readonly runs: boolean;
}

export interface ImportFacts {
  readonly specifier: string;
  /** `bare` keeps only the evaluation: what stands there instead when no binding is needed, but the module's effects are. */
  readonly bare: string;
  readonly bindings: readonly ImportedBinding[];
  /** `export … from`: the bindings are exports, and declare nothing here. */
  readonly reexports: boolean;
}

export interface ImportedBinding {
  /** Binding key, or the exported name of a re-export. */
  readonly name: string;
  /** `default`, a name, or `*` for all of it. */
  readonly imported: string;
  /** The specifier with its comma; absent where it cannot be cut alone. */
  readonly range?: Range;
}

export type ExportFacts =
  /** A binding key; with an alias, what it only names is that: a member of it is asked of that. */
  | { readonly kind: 'local'; readonly name: string; readonly alias?: string }
  | { readonly kind: 'from'; readonly specifier: string; readonly imported: string };

/** A function, or a class for its constructor: what a call of it does. */
export interface CallableFacts {
  readonly effects: readonly Effect[];
}

/** A spot of the source that says something about each function whose code it is in. */
export type Place =
  | { readonly kind: 'environment'; readonly start: number; readonly name: string }
  | { readonly kind: 'render'; readonly start: number }
  /** Code that changes the method of a request. */
  | { readonly kind: 'method'; readonly start: number }
  | PathPlace
  | FileUse
  /** `require(expression)` or `import(expression)` in a function. */
  | { readonly kind: 'load'; readonly start: number }
  | HazardPlace;

/** A file or directory beside the source that the code names, absolute. */
export interface PathPlace {
  readonly kind: 'path';
  readonly start: number;
  readonly path: string;
  /** What it holds is read, code or not; the app's root stands for all that the source does not tell. */
  readonly contents?: true;
}

/** A call in a function that reads a file, or one that writes files. */
export interface FileUse {
  readonly kind: 'file';
  readonly start: number;
  /** Its absolute path as far as the source tells: what is certain of the beginning. */
  readonly path: string;
  readonly writes: boolean;
}

interface HazardPlace {
  readonly kind: 'hazard';
  readonly start: number;
  readonly code: FindingCode;
  /** `res.flushHeaders()`: completes the finding's sentence. */
  readonly what: string;
}

/** UTF-16 code units, as JavaScript counts. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
