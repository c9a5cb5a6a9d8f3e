import type { PlannedFunction } from '../split-plan.ts';
import type { WholePackage } from './node-packages/find-whole-packages.ts';

/** One function, bundled and laid out as it will be deployed. */
export interface FunctionBundle {
  readonly planned: PlannedFunction;
  /** Absolute, below the work directory: `…/functions/get-api-bookings`. */
  readonly directory: string;
  /** `unlith.cjs`, or `unlith.mjs` where the app awaits at top level. */
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** What lies beside the bundle, paths relative to the directory, sorted. */
  readonly files: readonly BundledModule[];
  /** Packages that lie beside it because a bundle cannot hold them. */
  readonly whole: readonly WholePackage[];
  /** Every module with bytes in the bundle, largest first. */
  readonly modules: readonly BundledModule[];
}

export interface BundledModule {
  /** `src/app.ts` for the app's own, relative to its root; `node_modules/express/lib/view.js` wherever that lies. */
  readonly path: string;
  readonly bytes: number;
}

/** Which slimming steps are left out, by name. */
export interface SlimmingOptions {
  readonly without: readonly string[];
}
