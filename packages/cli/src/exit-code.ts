/** What a command's exit code says. 70 is `EX_SOFTWARE` of sysexits.h: our own bug. */
export const exitCode = { clean: 0, findings: 1, usage: 2, environment: 3, bug: 70 } as const;

/** The caller's words are off: one sentence that names the value and the next step. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
