export type {
  Administrator,
  Cloud,
  CloudOptions,
  StandInIssuer,
  StartedApi,
  StartedChannel,
  StartedEnvironment,
  StartedFunction,
  StartedStack,
  StartedTable,
  TokenRequest,
} from './cloud.ts';
export { CloudError, formatProblem, type Problem } from './cloud-error.ts';
export type { DeliveryRecorder, RecordedEvent, RecordedMessage } from './deliveries.ts';
export { createDeliveryRecorder } from './deliveries.ts';
export type { CloudEvent } from './events.ts';
export type { Evidence, EvidenceRecorder, SeenPermission } from './evidence.ts';
export { createEvidenceRecorder } from './evidence.ts';
export type { Fault, FaultKind, FaultPlan } from './faults/fault.ts';
export type { Faults, InjectedFaults } from './faults/faults.ts';
export { parseFaultPlan } from './faults/parse-fault-plan.ts';
export type { Credentials } from './iam/credentials-registry.ts';
export { startCloud } from './start-cloud.ts';
export { formatSupportTable } from './support-table.ts';
