import { type EnvironmentDependencies, ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionConfig } from './function-config.ts';
import {
  type FunctionError,
  type Invocation,
  type InvocationOutcome,
  InvocationRefused,
} from './invocation.ts';

export interface FleetDependencies extends EnvironmentDependencies {
  /** How many processes this machine gives to one function. */
  readonly maxEnvironments: number;
  /** How long INIT may take at first. */
  readonly initLimitMs: number;
}

interface Waiting {
  readonly invocation: Invocation;
  settle(outcome: Promise<InvocationOutcome> | InvocationOutcome): void;
  refuse(error: InvocationRefused): void;
}

/**
 * The execution environments of one function. An invocation takes an idle environment; when there is none it waits
 * for whichever is free first, and a new one starts unless enough are on their way.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class Fleet {
  readonly config: FunctionConfig;
  readonly environments = new Set<ExecutionEnvironment>();
  readonly #deps: FleetDependencies;
  readonly #retiring = new Set<ExecutionEnvironment>();
  readonly #queue: Waiting[] = [];
  /** Invocations that have run into the limit of INIT once. */
  readonly #initRetried = new WeakSet<Invocation>();
  #inFlight = 0;
  #isClosed = false;

  constructor(config: FunctionConfig, deps: FleetDependencies) {
    this.config = config;
    this.#deps = deps;
  }

  /** Rejects with `InvocationRefused` beyond the function's concurrency, and once the fleet is closed. */
  async invoke(invocation: Invocation): Promise<InvocationOutcome> {
    if (this.#isClosed) throw new InvocationRefused('closed');
    if (this.#inFlight >= this.config.concurrency) throw new InvocationRefused('throttled');
    this.#inFlight++;
    try {
      const idle = [...this.environments].findLast(({ state }) => state === 'idle');
      return await (idle ? idle.invoke(invocation) : this.#enqueue(invocation));
    } finally {
      this.#inFlight--;
    }
  }

  /** Ends idle environments now, the others when they would become idle. */
  retire(): void {
    for (const environment of this.environments) {
      this.#retiring.add(environment);
      if (environment.state === 'idle') void environment.stop('retired');
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { refuse } of this.#queue.splice(0)) refuse(new InvocationRefused('closed'));
    await Promise.all([...this.environments].map((environment) => environment.stop('retired')));
  }

  #enqueue(invocation: Invocation): Promise<InvocationOutcome> {
    return new Promise((settle, refuse) => {
      this.#queue.push({ invocation, settle, refuse });
      this.#grow();
    });
  }

  #grow(): void {
    const soonFree = [...this.environments].filter(
      ({ state }) => state === 'starting' || state === 'finishing',
    );
    const wanted = this.#queue.length - soonFree.length;
    const room = Math.min(this.#deps.maxEnvironments, this.config.concurrency) - this.environments.size;
    for (let count = Math.min(wanted, room); count > 0 && !this.#isClosed; count--)
      this.#start(this.#deps.initLimitMs);
  }

  #start(limitMs: number): void {
    const environment = new ExecutionEnvironment(this.config, this.#deps, {
      onIdle: () => this.#serveNext(environment),
      onGone: (initError) => this.#replace(environment, initError),
    });
    this.environments.add(environment);
    environment.start(limitMs).catch(({ name, message }: Error) => {
      this.#replace(environment, { errorType: name, errorMessage: message });
    });
  }

  #serveNext(environment: ExecutionEnvironment): void {
    if (this.#retiring.has(environment)) return void environment.stop('retired');
    const next = this.#queue.shift();
    if (next) next.settle(environment.invoke(next.invocation));
  }

  #replace(environment: ExecutionEnvironment, initError: FunctionError | undefined): void {
    this.environments.delete(environment);
    this.#retiring.delete(environment);
    if (initError) this.#failFirst(initError);
    this.#grow();
  }

  /**
   * The first in the queue gets the error of an INIT that failed. An INIT that took longer than its limit is run
   * again as part of that invocation, under the function's own timeout.
   */
  #failFirst(error: FunctionError): void {
    const [first] = this.#queue;
    if (!first) return;
    if (error.errorType === 'Sandbox.Timedout' && !this.#initRetried.has(first.invocation)) {
      this.#initRetried.add(first.invocation);
      this.#start(this.config.timeoutMs);
    } else {
      this.#queue.shift()?.settle({ error });
    }
  }
}
