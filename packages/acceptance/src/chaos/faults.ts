import type { FaultPlan } from '@unlith/local-cloud';

/** Everything that may go wrong while operations run; the database crashes once. */
export const planFaults = (seed: number): FaultPlan => ({
  seed,
  faults: [
    { kind: 'kill-environment', when: 'before', probability: 0.01 },
    { kind: 'kill-environment', when: 'during', afterCalls: 1, probability: 0.02 },
    { kind: 'kill-environment', when: 'during', afterCalls: 2, probability: 0.02 },
    { kind: 'kill-environment', when: 'during', afterCalls: 3, probability: 0.02 },
    { kind: 'kill-environment', when: 'after', probability: 0.02 },
    { kind: 'throttle-table', probability: 0.02 },
    { kind: 'slow-table', probability: 0.02, delayMs: 30 },
    { kind: 'refuse-api', skip: 20, limit: 30 },
    { kind: 'delay-api', probability: 0.02, delayMs: 100 },
    { kind: 'duplicate-delivery', probability: 0.1 },
    { kind: 'reorder-delivery', probability: 0.1, withinMs: 300 },
    { kind: 'delay-delivery', probability: 0.05, delayMs: 100 },
    { kind: 'crash-database', skip: 300, limit: 1 },
  ],
});
