import type { ExpressApp } from './express-app.ts';
import type { ManifestFinding, ManifestRoute } from './manifest/manifest.ts';

/** Which functions a split has and what each of them is made of: decided before anything is bundled. */
export interface SplitPlan {
  readonly app: ExpressApp;
  readonly layout: string;
  /** The fallback first. */
  readonly functions: readonly PlannedFunction[];
  readonly routes: readonly ManifestRoute[];
  readonly findings: readonly ManifestFinding[];
}

export interface PlannedFunction {
  readonly name: string;
  readonly kind: 'lith' | 'extracted';
  readonly routes: readonly string[];
  readonly routeKeys: readonly string[];
  /** By file: what to cut out of the source for this function. A file which is not named here is taken as it is. */
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
  /** The app's own files that the function can still reach, sorted: what {@link PlannedFunction.cuts} left alive. */
  readonly modules: readonly string[];
  /** Directories and files to ship, absolute, each to its place relative to the app's root. */
  readonly files: readonly string[];
  /** Whether anything in it renders a view: then the engines and the templates come along. */
  readonly renders: boolean;
  /** Names of environment variables that its modules read, sorted. */
  readonly environment: readonly string[];
}

/** A range of a source file in UTF-16 code units that a function does without. */
export interface Cut {
  readonly start: number;
  readonly end: number;
  /** What stands there instead; nothing if absent. `router.get(…)` leaves its `router` by cutting only `.get(…)`. */
  readonly replacement?: string;
}

/** How the user wants it: resolved from flags and the layout file. */
export interface SplitOptions {
  readonly layout: Layout;
  /** `file:line` of findings, or codes, that the user takes responsibility for: what they would keep leaves all the same. */
  readonly accept: readonly string[];
  /** How far unused imports are dropped: not at all, in the app's own modules, in packages imported by name, too. */
  readonly shake: 'cuts' | 'app' | 'packages';
  /** Packages (`reflect-metadata`) whose unused imports stay whatever `shake` says. */
  readonly keepImports: readonly string[];
}

export type Layout =
  | { readonly kind: 'lith' | 'per-route' | 'per-resource' }
  /** Function name -> route ids or route keys; routes that are not named stay in the lith. */
  | {
      readonly kind: 'custom';
      readonly name: string;
      readonly functions: ReadonlyMap<string, readonly string[]>;
    };
