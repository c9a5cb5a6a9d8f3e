/** The user's app or input cannot be split as it is: the message names the value, the place and the next step. */
export class SplitError extends Error {
  override readonly name = 'SplitError';
  readonly code: SplitErrorCode;

  constructor(code: SplitErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** 2: asked for wrongly; 3: the app, or what it needs, is not as it must be. */
  get exitCode(): 2 | 3 {
    return usageCodes.has(this.code) ? 2 : 3;
  }
}

export type SplitErrorCode =
  | 'split.no-entry'
  | 'split.no-app'
  | 'split.app-threw'
  | 'split.app-hangs'
  | 'split.app-exited'
  | 'split.syntax'
  | 'split.unresolved-import'
  | 'split.no-express'
  | 'split.layout'
  | 'split.slimming'
  | 'split.evidence'
  | 'split.out'
  | 'split.bundle';

const usageCodes: ReadonlySet<SplitErrorCode> = new Set([
  'split.no-entry',
  'split.no-app',
  'split.layout',
  'split.slimming',
  'split.evidence',
  'split.out',
]);
