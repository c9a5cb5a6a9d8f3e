export type {
  Administrator,
  Cloud,
  CloudOptions,
  Credentials,
  ExecutionEnvironment,
  StandInIssuer,
  StartedApi,
  StartedFunction,
  StartedStack,
  StartedTable,
  TokenRequest,
} from './cloud.ts';
export { CloudError, formatProblem, type Problem } from './cloud-error.ts';
export type { CloudEvent } from './events.ts';
export { startCloud } from './start-cloud.ts';
