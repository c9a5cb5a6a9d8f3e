import type { Plugin } from 'esbuild';

/**
 * A way of leaving out what a function never runs. Every step stands alone, can be switched off by its name, and says in its
 * own file why nothing is lost.
 */
export interface SlimmingStep {
  /** `environment-credentials` */
  readonly name: string;
  readonly plugin: Plugin;
  /** What the bundler's names of modules have where the step does something. */
  readonly changes: RegExp;
  /** Whether those modules are all that becomes smaller: then they alone tell what is saved, without the rest of the lith. */
  readonly isLocal: boolean;
  /** Files that a function needs beside its bundle since the step took them out of it. */
  readonly listFiles?: (bundled: BundledInputs) => readonly ShippedFile[];
}

/** The modules that are left in one bundle, by absolute path, with what each of them imports. */
export type BundledInputs = ReadonlyMap<string, readonly string[]>;

export interface ShippedFile {
  /** Absolute. */
  readonly from: string;
  /** Relative to the function's directory. */
  readonly to: string;
}
