export type { SlimmingOptions } from './bundle/function-bundle.ts';
export { type DiscoverOptions, discoverApp } from './discover/discover-app.ts';
export { listRoutes, type RouteRow } from './discover/list-routes.ts';
export { SplitError, type SplitErrorCode } from './errors.ts';
export type * from './express-app.ts';
export { planSplit } from './plan/plan-split.ts';
export { readSources } from './source/read-sources.ts';
export { type SplitAppOptions, splitApp } from './split-app.ts';
export type { Cut, Layout, PlannedFunction, SplitOptions, SplitPlan } from './split-plan.ts';
