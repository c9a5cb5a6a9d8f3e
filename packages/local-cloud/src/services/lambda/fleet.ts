import {
  type Environment,
  type EnvironmentDependencies,
  type EnvironmentListener,
  startEnvironment,
} from './execution-environment.ts';
import type { FunctionConfig } from './function-config.ts';
import {
  type FunctionError,
  type Invocation,
  type InvocationOutcome,
  InvocationRefused,
} from './invocation.ts';

/**
 * The execution environments of one function. An invocation takes an idle environment; when there is none it waits
 * for whichever is free first, and a new one starts unless enough are on their way.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export interface Fleet {
  readonly config: FunctionConfig;
  readonly environments: ReadonlySet<Environment>;
  /** Rejects with `InvocationRefused` beyond the function's concurrency, and once the fleet is closed. */
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  retire(): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly invocation: Invocation;
  settle(outcome: Promise<InvocationOutcome> | InvocationOutcome): void;
  refuse(error: InvocationRefused): void;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const initLimitMs = 10_000;

export function createFleet(
  config: FunctionConfig,
  deps: EnvironmentDependencies & { readonly maxEnvironments: number },
): Fleet {
  const environments = new Set<Environment>();
  const retiring = new Set<Environment>();
  const queue: Waiting[] = [];
  let starting = 0;
  let inFlight = 0;
  let isClosed = false;

  const listener: EnvironmentListener = {
    onIdle(environment) {
      if (retiring.has(environment)) return void environment.stop('retired');
      const next = queue.shift();
      if (next) next.settle(environment.invoke(next.invocation));
    },
    onGone(environment, initError) {
      environments.delete(environment);
      retiring.delete(environment);
      if (initError?.errorType === 'Sandbox.Timedout') retryInit(initError);
      else if (initError) failFirst(initError);
      grow();
    },
  };
  const failFirst = (error: FunctionError) => queue.shift()?.settle({ error });
  const retried = new WeakSet<Invocation>();

  /** INIT that takes longer than its limit is run again as part of the first invocation, under its timeout. */
  const retryInit = (error: FunctionError) => {
    const first = queue[0]?.invocation;
    if (!first) return;
    if (retried.has(first)) return void failFirst(error);
    retried.add(first);
    void start(config.timeoutMs);
  };

  const start = async (limitMs: number) => {
    starting++;
    try {
      const environment = await startEnvironment(config, deps, { ...listener, initLimitMs: limitMs });
      environments.add(environment);
      if (isClosed) await environment.stop('retired');
    } finally {
      starting--;
    }
  };

  const grow = () => {
    const soonFree = [...environments].filter(({ state }) => state === 'starting' || state === 'finishing');
    const total = environments.size + starting;
    const wanted = queue.length - soonFree.length - starting;
    const room = Math.min(deps.maxEnvironments, config.concurrency) - total;
    for (let count = Math.min(wanted, room); count > 0 && !isClosed; count--) void start(initLimitMs);
  };

  const findIdle = () => [...environments].findLast(({ state }) => state === 'idle');

  return {
    config,
    environments,
    async invoke(invocation) {
      if (isClosed) throw new InvocationRefused('closed');
      if (inFlight >= config.concurrency) throw new InvocationRefused('throttled');
      inFlight++;
      try {
        const idle = findIdle();
        if (idle) return await idle.invoke(invocation);
        return await new Promise<InvocationOutcome>((settle, refuse) => {
          queue.push({ invocation, settle, refuse });
          grow();
        });
      } finally {
        inFlight--;
      }
    },
    retire() {
      for (const environment of environments) {
        retiring.add(environment);
        if (environment.state === 'idle') void environment.stop('retired');
      }
    },
    async close() {
      isClosed = true;
      for (const { refuse } of queue.splice(0)) refuse(new InvocationRefused('closed'));
      await Promise.all([...environments].map((environment) => environment.stop('retired')));
    },
  };
}
