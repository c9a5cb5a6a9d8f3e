import type { ParityReport } from './report/parity-report.ts';

/** Exit codes of the house: clean, findings, usage, environment, bug; and what shells have for SIGINT. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  environment: 3,
  bug: 70,
  interrupted: 130,
} as const;

/** What a command that made this report exits with: 0 without findings, 1 with any; another where the run did not end by itself. */
export function exitCodeOf({ findings, incomplete }: Pick<ParityReport, 'findings' | 'incomplete'>): number {
  return incomplete?.exitCode ?? (findings.length === 0 ? exitCodes.clean : exitCodes.findings);
}

/**
 * What a command that ends with an error says of it, and exits with. Whoever throws one that knows its exit code has written a
 * sentence for the user; anything else is a bug, with its stack.
 */
export function toFailure(error: unknown): { readonly exitCode: number; readonly message: unknown } {
  const { exitCode, message } = Object(error);
  return typeof exitCode === 'number' ? { exitCode, message } : { exitCode: exitCodes.bug, message: error };
}
