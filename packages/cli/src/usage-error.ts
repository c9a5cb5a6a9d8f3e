import { exitCodes } from '@unlith/parity/exit-code';

/** The caller's words are off: one sentence that names the value and the next step. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly exitCode = exitCodes.usage;
}
