import type { TableDescription } from '@unlith/shared-model/tables';

/** A building block of the airline: what infra needs to deploy it, and nothing that runs. */
export type ServiceDescription = {
  /** Also the name of its stack, capitalised. */
  readonly name: string;
  /** Tables that only this service may touch. */
  readonly tables: readonly ServiceTable[];
  readonly functions: readonly FunctionDescription[];
  /** What the service tells everyone of its writes. */
  readonly publishes?: Publication;
};

export type ServiceTable = TableDescription & {
  /** What grants call it; unique over all services. */
  readonly name: string;
  /** Variable in which the service's functions find the deployed table's name. */
  readonly environmentVariable: string;
  /** What the table's stream tells of each write; no stream unless said. */
  readonly stream?: 'NEW_IMAGE';
};

/** How events are called on the bus. */
export type EventName = { readonly source: string; readonly detailType: string };

/**
 * A pipe from a table's stream to the event bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html
 */
export type Publication = EventName & {
  /** Name of the service's own table; it has a stream. */
  readonly table: string;
  /** Event pattern over a stream record: others go no further. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Makes a stream record the event's detail. */
  readonly inputTemplate: string;
};

/** One Lambda: what it serves and all that it may do. */
export type FunctionDescription = {
  /** Unique over all services. */
  readonly name: string;
  /** Absolute path of the module that exports `handler`. */
  readonly entry: string;
  /** Route keys of the public HTTP API; GET routes name their HEAD, which HTTP APIs do not imply. */
  readonly routeKeys: readonly string[];
  /** Of `routeKeys`. `jwt`: the API's authorizer lets only known customers in, and passes their `sub`. */
  readonly auth: 'none' | 'jwt';
  /** `POST /path` of its service's private REST API: AWS_IAM, Lambda proxy integration (payload format 1.0). */
  readonly privateRouteKeys?: readonly string[];
  /** Events that reach it by a rule, a queue with a dead-letter queue and partial batch responses. */
  readonly consumes?: EventName & { readonly batchSize: number; readonly maxConcurrency: number };
  /** When it runs by itself. */
  readonly schedule?: `rate(${number} minutes)`;
  /** `privateRouteKeys` of other services that it invokes, at `LOYALTY_API_URL` (execute-api:Invoke). */
  readonly calls?: readonly string[];
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  /**
   * Variables it reads: tables' `environmentVariable`; `FLIGHTS_API_URL`, the base URL of the flights API;
   * `LOYALTY_API_URL`, the base URL of loyalty's private API with its stage.
   */
  readonly environment: readonly string[];
  readonly grants: readonly Grant[];
};

/** IAM actions on one table, or on one index of it: no wildcards, and no more than the function's calls need. */
export type Grant = {
  readonly table: string;
  readonly index?: string;
  readonly actions: readonly `dynamodb:${string}`[];
};
