import type { ExpressApp, Site } from '../express-app.ts';

/** What the child process writes, once, before it ends. */
export type DiscoveryReport =
  | { readonly kind: 'found'; readonly app: Omit<ExpressApp, 'root' | 'entry'> }
  | { readonly kind: 'no-app'; readonly exports: readonly ExportedValue[] }
  | { readonly kind: 'threw'; readonly error: ThrownError; readonly stage: LoadingStage }
  /** Nothing is left that could end the wait: a promise that nobody will settle. */
  | { readonly kind: 'stuck'; readonly stage: LoadingStage }
  | { readonly kind: 'exited'; readonly exitCode: number; readonly site: Site | undefined };

/** Evaluating the entry, or waiting for the factory that it exports. */
export type LoadingStage = 'load' | 'factory';

export interface ExportedValue {
  readonly name: string;
  /** `a Router`, `a class`, `a string` */
  readonly what: string;
}

export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string | undefined;
}

/** The child's only argument, as JSON. */
export interface DiscoveryRequest {
  readonly entry: string;
  readonly reportFile: string;
}
