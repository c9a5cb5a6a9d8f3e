import * as suite from './suite/index.ts';

/** The suite for where everything has settled before the next request: in one process, in memory, or in a cloud at rest. */
export const scenarios = suite.scenarios.map(({ steps, ...scenario }) => ({
  ...scenario,
  steps: steps.map(({ settles: _, ...step }) => step),
}));
