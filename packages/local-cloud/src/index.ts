export { CloudError, formatProblem, type Problem } from './cloud-error.ts';
export type { CloudEvent } from './events.ts';
