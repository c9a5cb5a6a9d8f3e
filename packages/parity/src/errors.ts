import { exitCodes } from './exit-code.ts';

/** Anything wrong that is no bug of ours. The message names the value, the place and the next step. */
export abstract class ParityError extends Error {
  /** `scenario.*`, `target.*`, `report.*`, `accepted.*`, … */
  readonly code: string;
  /** What a command that ends with this error exits with. */
  abstract readonly exitCode: number;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The caller's mistake: a scenario or an option that cannot be meant. */
export class UsageError extends ParityError {
  override readonly name = 'UsageError';
  readonly exitCode = exitCodes.usage;
}

/** Something outside is not as it must be: an API that does not answer, a report that cannot be written. */
export class EnvironmentError extends ParityError {
  override readonly name = 'EnvironmentError';
  readonly exitCode = exitCodes.environment;
}
