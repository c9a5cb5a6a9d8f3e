/** Exit codes of the house: clean, findings, usage, environment, bug. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, environment: 3, bug: 70 } as const;

/** The caller's mistake: a scenario or an option that cannot be meant. The message names the place and the next step. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Something outside is not as it must be: an API that does not answer, a report that cannot be written. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The exit code a command ends with after `error`: 2 for usage, 3 for environment, 70 for a bug of ours. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof EnvironmentError) return exitCodes.environment;
  return exitCodes.bug;
}
