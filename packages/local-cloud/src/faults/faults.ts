import type { FaultKind, FaultPlan } from './fault.ts';

/**
 * Faults on demand. Every decision follows from the plan's seed and the sequence of the points at which the fault could
 * strike: the same requests in the same order meet the same faults.
 *
 * @example
 * const chaos = cloud.faults.inject({
 *   seed: 7,
 *   faults: [
 *     { kind: 'kill-environment', function: '*createBooking*', when: 'during', afterCalls: 2, probability: 0.1 },
 *     { kind: 'refuse-api', api: 'Split-Loyalty/*', skip: 20, limit: 50 },
 *   ],
 * });
 * // … requests …
 * chaos.stop();
 * chaos.countStrikes(); // { 'kill-environment': 3, 'refuse-api': 50 }
 */
export interface Faults {
  /**
   * The plan's faults can strike from now on, beside those that were injected before. Throws `CloudError`
   * `faults.no-database-file` when the plan crashes a database that has no file to start again on.
   */
  inject(plan: FaultPlan): InjectedFaults;
}

export interface InjectedFaults {
  /** How often they have struck. Each strike is an event, too: `fault.struck`. */
  countStrikes(): Partial<Record<FaultKind, number>>;
  /** They strike no more. */
  stop(): void;
}
