import type { TableDescription } from '@unlith/shared-model/tables';

/** A building block of the airline: what infra needs to deploy it, and nothing that runs. */
export type ServiceDescription = {
  /** Also the name of its stack, capitalised. */
  readonly name: string;
  /** Tables that only this service may touch. */
  readonly tables: readonly ServiceTable[];
  readonly functions: readonly FunctionDescription[];
};

export type ServiceTable = TableDescription & {
  /** What grants call it; unique over all services. */
  readonly name: string;
  /** Variable in which the service's functions find the deployed table's name. */
  readonly environmentVariable: string;
};

/** One Lambda: what it serves and all that it may do. */
export type FunctionDescription = {
  /** Unique over all services. */
  readonly name: string;
  /** Absolute path of the module that exports `handler`. */
  readonly entry: string;
  /** API Gateway route keys; GET routes name their HEAD, which HTTP APIs do not imply. */
  readonly routeKeys: readonly string[];
  /** `jwt`: the API's authorizer lets only known customers in, and passes their `sub`. */
  readonly auth: 'none' | 'jwt';
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  /** Variables it reads: tables' `environmentVariable`, and `FLIGHTS_API_URL`, the base URL of the flights API. */
  readonly environment: readonly string[];
  readonly grants: readonly Grant[];
};

/** IAM actions on one table, or on one index of it: no wildcards, and no more than the function's calls need. */
export type Grant = {
  readonly table: string;
  readonly index?: string;
  readonly actions: readonly `dynamodb:${string}`[];
};
