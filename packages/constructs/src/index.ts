export { readManifestSync } from '@unlith/splitter/manifest';
export { addFunctionRoutes, type FunctionRoutes } from './function-routes.ts';
export { FunctionWithRole, type FunctionWithRoleProps } from './function-with-role.ts';
export { SplitApi } from './split-api.ts';
export { SplitApiError } from './split-api-error.ts';
export type {
  FunctionSettings,
  NativeRoute,
  Placement,
  SplitApiProps,
  SplitFunctionProps,
  SplitProps,
} from './split-api-props.ts';
export { SplitFunction } from './split-function.ts';
