export { addFunctionRoutes, type FunctionRoutes } from './function-routes.ts';
export { FunctionWithRole, type FunctionWithRoleProps } from './function-with-role.ts';
export { SplitApi } from './split-api.ts';
export { SplitApiError } from './split-api-error.ts';
export type { NativeRoute, Placement, SplitApiProps, SplitFunctionProps } from './split-api-props.ts';
