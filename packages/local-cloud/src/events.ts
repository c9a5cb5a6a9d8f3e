import type { FaultStruck } from './faults/cloud-events.ts';
import type { StreamEvent } from './services/dynamodb-streams/cloud-events.ts';
import type { MappingEvent } from './services/event-source-mapping/cloud-events.ts';
import type { EventBridgeEvent } from './services/events/cloud-events.ts';
import type { PipeEvent } from './services/pipes/cloud-events.ts';
import type { SqsEvent } from './services/sqs/cloud-events.ts';

/**
 * What happens inside a cloud, as data. Events are handed over synchronously, before the answer they speak of goes
 * on, so that a test can act (kill a process, count a call) at that very point.
 */
export type CloudEvent =
  | EnvironmentStarted
  | EnvironmentStopped
  | InvocationStarted
  | InvocationFinished
  | FunctionLog
  | PermissionUsed
  | DynamoDbRequest
  | DynamoDbAnswered
  | StreamEvent
  | EventBridgeEvent
  | PipeEvent
  | SqsEvent
  | MappingEvent
  | FaultStruck
  | ApiAccess
  | ApiRequest
  | ApiFailed;

/** An execution environment is ready: spawned and its handler loaded, which took `coldStartMs`. */
interface EnvironmentStarted {
  readonly type: 'lambda.environment-started';
  readonly function: string;
  readonly pid: number;
  readonly coldStartMs: number;
}

export interface EnvironmentStopped {
  readonly type: 'lambda.environment-stopped';
  readonly function: string;
  readonly pid: number;
  readonly reason: 'retired' | 'timeout' | 'exit' | 'init-error';
}

interface InvocationStarted {
  readonly type: 'lambda.invocation-started';
  readonly function: string;
  readonly pid: number;
  readonly requestId: string;
}

/** `errorType` (`Sandbox.Timedout`, `Runtime.ExitError`, the thrown error's name) is there when it failed. */
interface InvocationFinished {
  readonly type: 'lambda.invocation-finished';
  readonly function: string;
  readonly pid: number;
  readonly requestId: string;
  readonly durationMs: number;
  readonly errorType?: string;
}

/** One line that a function wrote to its standard output or error. */
interface FunctionLog {
  readonly type: 'lambda.log';
  readonly function: string;
  readonly line: string;
}

/** A role's session was allowed an action that it asked for; one call may need several. */
interface PermissionUsed {
  readonly type: 'iam.permission-used';
  /** Name of the session: for a function, its own. */
  readonly principal: string;
  /** `dynamodb:Query` */
  readonly action: string;
  /** ARN: `arn:aws:dynamodb:eu-west-1:123456789012:table/<name>/index/by-day` */
  readonly resource: string;
}

/** A signed request reached the database's gateway; `principal` is the caller's function name or `administrator`. */
interface DynamoDbRequest {
  readonly type: 'dynamodb.request';
  readonly principal: string;
  /** `TransactWriteItems` */
  readonly operation: string;
  readonly outcome: 'allowed' | 'denied' | 'refused';
}

/** The database has answered (and written); the answer goes to the caller after this event. */
interface DynamoDbAnswered {
  readonly type: 'dynamodb.answered';
  readonly principal: string;
  readonly operation: string;
  readonly status: number;
}

/** Whether a principal (a function's name, `administrator`, `anonymous`) may invoke a method of a REST API. */
interface ApiAccess {
  readonly type: 'api.access';
  /** Construct path of the API. */
  readonly api: string;
  readonly principal: string;
  /** `arn:aws:execute-api:eu-west-1:123456789012:<api>/<stage>/POST/<path>` */
  readonly resource: string;
  readonly outcome: 'allowed' | 'denied' | 'refused';
}

interface ApiRequest {
  readonly type: 'api.request';
  /** Construct path of the API. */
  readonly api: string;
  /** `GET /api/flights`, `$default`; absent when no route matched. */
  readonly routeKey?: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

/** A gateway itself broke over a request, and ended the connection without an answer: a mistake of the cloud. */
interface ApiFailed {
  readonly type: 'api.failed';
  /** Construct path of the API. */
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly errorMessage: string;
}

export type EmitEvent = (event: CloudEvent) => void;
