export { SplitError, type SplitErrorCode } from './errors.ts';
export type * from './express-app.ts';
export type { Cut, Layout, PlannedFunction, SplitOptions, SplitPlan } from './split-plan.ts';
