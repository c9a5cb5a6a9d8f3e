import type { ExpressApp, Site } from '../express-app.ts';

/** What the child process writes to its file descriptor 3, once, before it ends: by `node:v8`, so that one router stays one. */
export type DiscoveryReport =
  | {
      readonly kind: 'found';
      readonly app: Omit<ExpressApp, 'root' | 'entry' | 'dynamicRequires'>;
      readonly loaded: readonly LoadedSpecifier[];
    }
  | { readonly kind: 'no-app'; readonly exports: readonly ExportedValue[] }
  /** What it exports as a Lambda handler does more than its app. */
  | { readonly kind: 'own-handler'; readonly name: string }
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

/** One of the app's own files asked for another file. */
export interface LoadedSpecifier {
  readonly from: string;
  /** As the file has it, after evaluation. */
  readonly specifier: string;
  readonly resolved: string;
  /** Of a `require`; that of an `import` is not known. */
  readonly site?: Site;
}
