import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { EmitEvent, EnvironmentStopped } from '../../events.ts';
import type { Session } from '../../iam/credentials-registry.ts';
import type { Reaper } from '../../processes/reaper.ts';
import {
  bootstrapFile,
  type EnvironmentFacts,
  resolveEnvironmentVariables,
} from './environment-variables.ts';
import type { FunctionConfig } from './function-config.ts';
import type { FunctionError, Invocation, InvocationOutcome } from './invocation.ts';
import { createRuntimeApi } from './runtime-api.ts';

/**
 * One process that serves one invocation at a time: `starting -> idle -> busy -> finishing -> idle …`. It is
 * `finishing` between its answer and its next request for an event; callbacks may still be running then.
 */
export interface Environment {
  readonly pid: number;
  readonly state: 'starting' | 'idle' | 'busy' | 'finishing' | 'gone';
  /** Only while idle. Never rejects: whatever befalls the process is an outcome. */
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  stop(reason: EnvironmentStopped['reason']): Promise<void>;
}

export interface EnvironmentDependencies {
  readonly reaper: Reaper;
  readonly emit: EmitEvent;
  readonly awsEndpoint: () => string;
  /** A fresh session of the function's role; throws `CloudError` when the role cannot be assumed. */
  readonly assumeRole: (config: FunctionConfig) => Session;
  readonly revoke: (session: Session) => void;
}

export interface EnvironmentListener {
  onIdle(environment: Environment): void;
  /** `initError` when the process ended before it was ever ready. */
  onGone(environment: Environment, initError?: FunctionError): void;
}

export async function startEnvironment(
  config: FunctionConfig,
  deps: EnvironmentDependencies,
  listener: EnvironmentListener & { readonly initLimitMs: number },
): Promise<Environment> {
  const { emit } = deps;
  const name = config.name;
  const startedAt = performance.now();
  let state: Environment['state'] = 'starting';
  let initError: FunctionError | undefined;
  let stopReason: EnvironmentStopped['reason'] = 'exit';
  let settle: ((outcome: InvocationOutcome) => void) | undefined;

  const runtimeApi = await createRuntimeApi(
    {
      onNext() {
        if (state === 'gone') return;
        if (state === 'starting') {
          clearTimeout(initTimer);
          emit({
            type: 'lambda.environment-started',
            function: name,
            pid,
            coldStartMs: performance.now() - startedAt,
          });
        }
        state = 'idle';
        listener.onIdle(environment);
      },
      onOutcome: (_, outcome) => settle?.(outcome),
      onInitError(error) {
        initError = error;
        stopReason = 'init-error';
      },
    },
    config.resource.constructPath,
  );
  const session = deps.assumeRole(config);
  const child = spawnRuntime(config, deps, {
    runtimeApi: runtimeApi.address,
    credentials: session.credentials,
    awsEndpoint: deps.awsEndpoint(),
    logStream: createLogStream(),
  });
  const pid = child.pid ?? 0;
  const stop = async (reason: EnvironmentStopped['reason']) => {
    if (state === 'gone') return;
    stopReason = reason;
    if (state === 'idle') state = 'gone';
    await deps.reaper.kill(child);
  };
  const initTimer = setTimeout(() => {
    initError = { errorType: 'Sandbox.Timedout', errorMessage: 'The initialization timed out.' };
    void stop('timeout');
  }, listener.initLimitMs);

  child.once('exit', (code, signal) => {
    clearTimeout(initTimer);
    const wasStarting = state === 'starting';
    state = 'gone';
    void runtimeApi.close();
    deps.revoke(session);
    emit({ type: 'lambda.environment-stopped', function: name, pid, reason: stopReason });
    const exitError = toExitError(code, signal);
    settle?.({ error: exitError });
    listener.onGone(environment, wasStarting ? (initError ?? exitError) : undefined);
  });

  const environment: Environment = {
    pid,
    get state() {
      return state;
    },
    stop,
    invoke: (invocation) =>
      new Promise((resolve) => {
        const { requestId, payload, traceId } = invocation;
        const began = performance.now();
        state = 'busy';
        const timer = setTimeout(() => {
          settle?.({ error: toTimeoutError(requestId, config.timeoutMs) });
          void stop('timeout');
        }, config.timeoutMs);
        settle = (outcome) => {
          settle = undefined;
          clearTimeout(timer);
          if (state === 'busy') state = 'finishing';
          const durationMs = performance.now() - began;
          const errorType = outcome.error && { errorType: outcome.error.errorType };
          emit({
            type: 'lambda.invocation-finished',
            function: name,
            pid,
            requestId,
            durationMs,
            ...errorType,
          });
          resolve(outcome);
        };
        emit({ type: 'lambda.invocation-started', function: name, pid, requestId });
        const deadlineMs = Date.now() + config.timeoutMs;
        runtimeApi.dispatch({ requestId, payload, traceId, functionArn: config.arn, deadlineMs });
      }),
  };
  return environment;
}

function spawnRuntime(
  config: FunctionConfig,
  { reaper, emit }: EnvironmentDependencies,
  facts: EnvironmentFacts,
): ChildProcess {
  const flags = [
    `--max-old-space-size=${Math.floor(config.memoryMiB * 0.9)}`,
    // The SDK warns of the Node.js that runs the cloud, which may be older than the function's runtime.
    '--disable-warning=NodeVersionSupportWarning',
  ];
  const child = reaper.spawn(process.execPath, [...flags, bootstrapFile], {
    cwd: config.assetDirectory,
    env: resolveEnvironmentVariables(config, facts),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue;
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (line) => emit({ type: 'lambda.log', function: config.name, line }));
  }
  return child;
}

/** `2026/11/22/[$LATEST]c9a1…` */
function createLogStream(): string {
  return `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}

function toExitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
  const how = signal ? `signal: ${signal}` : `exit status ${code}`;
  const errorMessage =
    code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return { errorType: 'Runtime.ExitError', errorMessage };
}

function toTimeoutError(requestId: string, timeoutMs: number): FunctionError {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}
