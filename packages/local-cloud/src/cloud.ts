import type { EmitEvent } from './events.ts';
import type { Faults } from './faults/faults.ts';
import type { Credentials } from './iam/credentials-registry.ts';

/** What to run, and how. */
export interface CloudOptions {
  /** Directory that `cdk synth` wrote, usually `cdk.out`. */
  readonly assembly: string;
  /** Ids of the stacks to start; the stacks they depend on start too. Default: all. */
  readonly stacks?: readonly string[];
  /** Port of the first HTTP API on 127.0.0.1; further ones take the following ports, REST APIs any. Default: free ports. */
  readonly port?: number;
  /** A running DynamoDB (e.g. DynamoDB Local) to use instead of the embedded one: `http://127.0.0.1:8000`. */
  readonly dynamodbEndpoint?: string;
  /** File in which the embedded database keeps its data, also beyond this cloud. Default: in memory. */
  readonly databasePath?: string;
  /** Upper bound of execution environments per function on this machine; invocations beyond it wait. Default: 4 per CPU. */
  readonly maxEnvironments?: number;
  /** Told of everything that happens, synchronously, before the answer in question goes on. */
  readonly onEvent?: EmitEvent;
}

/**
 * Running stacks. Everything listens on 127.0.0.1 and ends with `close`, or with the process that started it.
 */
export interface Cloud {
  /** The started stacks in the order of their dependencies, with their resolved outputs. */
  readonly stacks: readonly StartedStack[];
  readonly apis: readonly StartedApi[];
  readonly functions: readonly StartedFunction[];
  readonly tables: readonly StartedTable[];
  readonly queues: readonly StartedChannel[];
  readonly buses: readonly StartedChannel[];
  /** The OIDC issuers that stand in for the stacks' user pools and for literal issuers of JWT authorizers. */
  readonly issuers: readonly StandInIssuer[];
  /** Endpoint and credentials for an SDK client that may do everything, to seed and to look. */
  readonly administrator: Administrator;
  /** Signs a JWT (RS256) as one of the stand-in issuers. */
  issueToken(request: TokenRequest): Promise<string>;
  /**
   * Ends the idle execution environments of the named function, of all functions without a name; busy ones end with
   * their invocation. The next request is a cold start.
   */
  retireEnvironments(functionName?: string): void;
  /**
   * Deletes what has passed its time to live in all tables, as AWS does within days. Resolves with the number of
   * items when the streams tell of them.
   */
  sweepExpired(): Promise<number>;
  /**
   * Fires the EventBridge rule of that name or construct path, as its schedule would. Resolves when its targets have
   * taken the event, a function when it has run. Throws `CloudError` `events.unknown-schedule`.
   */
  runSchedule(rule: string): Promise<void>;
  /** Kills, throttles, delays and doubles on demand, as a seed decides. */
  readonly faults: Faults;
  /** Ends every listener and process of this cloud. Calling it again waits for the same end. */
  close(): Promise<void>;
}

/** A stack of the assembly that runs here. */
export interface StartedStack {
  /** Id of the stack in the assembly. */
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** An HTTP API, or a stage of a REST API; each API listens on a port of its own. HTTP APIs come first. */
export interface StartedApi {
  readonly stack: string;
  readonly logicalId: string;
  readonly constructPath: string;
  /** `http://127.0.0.1:49152`, for a REST API `http://127.0.0.1:49153/<stage>`; without a trailing slash. */
  readonly url: string;
}

/** A function; its processes come and go with its invocations. */
export interface StartedFunction {
  readonly stack: string;
  readonly logicalId: string;
  readonly constructPath: string;
  /** Physical name, which events and `retireEnvironments` use. */
  readonly name: string;
  /** Directory of its code inside the assembly: it runs in place. */
  readonly assetDirectory: string;
  /** `index.handler` */
  readonly handler: string;
  /** Environment variables that its template sets, resolved. */
  readonly variables: Readonly<Record<string, string>>;
  environments(): StartedEnvironment[];
  /** Credentials of a new session of its role, for an SDK client that tries what the function may do. */
  assumeRole(): Credentials;
}

/** One process of a function. `starting` until its handler is loaded, `busy` with one invocation at a time. */
export interface StartedEnvironment {
  readonly pid: number;
  readonly state: 'starting' | 'idle' | 'busy';
}

/** A table, empty at first unless `databasePath` names a file that has it; otherwise it is gone with the cloud. */
export interface StartedTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

/** A queue or an event bus. */
export interface StartedChannel {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

/** An OIDC issuer on this machine, in the place of one that a stack names. */
export interface StandInIssuer {
  /** The `iss` of its tokens: an address on 127.0.0.1 with discovery document and JWKS below it. */
  readonly url: string;
  /** The construct path of the user pool or the literal issuer that it stands in for. */
  readonly standsInFor: string;
}

/** What `new DynamoDBClient(administrator)` takes. */
export interface Administrator {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** Claims of a token; times in seconds relative to now, negative for the past. */
export interface TokenRequest {
  readonly subject: string;
  /** Default: the first audience that a JWT authorizer expects, else the first user pool client. `null`: no `aud`. */
  readonly audience?: string | readonly string[] | null;
  readonly clientId?: string;
  /** Default: the first of `Cloud.issuers`. Any other text is signed all the same, to try what is refused. */
  readonly issuer?: string;
  /** Default 3600. */
  readonly expiresInSeconds?: number;
  readonly notBeforeInSeconds?: number;
  /** Default 0. */
  readonly issuedInSeconds?: number;
  /** Space-separated in the claim `scope`. */
  readonly scopes?: readonly string[];
  /** Further claims, which win over the ones above. */
  readonly claims?: Readonly<Record<string, unknown>>;
}
