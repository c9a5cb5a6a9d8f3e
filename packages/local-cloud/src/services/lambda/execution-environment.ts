import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { EmitEvent, EnvironmentStopped } from '../../events.ts';
import type { EnvironmentPoint, FaultPoints } from '../../faults/fault-points.ts';
import type { Session } from '../../iam/credentials-registry.ts';
import type { Reaper } from '../../processes/reaper.ts';
import type { FunctionConfig } from './function-config.ts';
import type { FunctionError, Invocation, InvocationOutcome } from './invocation.ts';
import { createRuntimeApi, type RuntimeApi } from './runtime-api.ts';
import { spawnRuntime, toExitError, toTimeoutError } from './runtime-process.ts';

export interface EnvironmentDependencies {
  readonly reaper: Reaper;
  readonly emit: EmitEvent;
  readonly faults: FaultPoints;
  readonly awsEndpoint: () => string;
  /** A fresh session of the function's role; throws `CloudError` when the role cannot be assumed. */
  readonly assumeRole: (config: FunctionConfig) => Session;
  readonly revoke: (session: Session) => void;
}

export interface EnvironmentListener {
  onIdle(): void;
  /** `initError` when the process ended before it was ever ready. */
  onGone(initError: FunctionError | undefined): void;
}

/**
 * `finishing` is the time between an answer and the next request for an event; callbacks may still be running then.
 * `gone` begins when the end is decided.
 */
export type EnvironmentState = 'starting' | 'idle' | 'busy' | 'finishing' | 'gone';

/**
 * One process that serves one invocation at a time: `starting -> idle -> busy -> finishing -> idle …`.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  state: EnvironmentState = 'starting';
  readonly #config: FunctionConfig;
  readonly #deps: EnvironmentDependencies;
  readonly #listener: EnvironmentListener;
  readonly #startedAt = performance.now();
  #runtimeApi: RuntimeApi | undefined;
  #child: ChildProcess | undefined;
  #faultPoint: EnvironmentPoint | undefined;
  #initTimer: NodeJS.Timeout | undefined;
  #initError: FunctionError | undefined;
  #stopReason: EnvironmentStopped['reason'] = 'exit';
  #settle: ((outcome: InvocationOutcome) => void) | undefined;

  constructor(config: FunctionConfig, deps: EnvironmentDependencies, listener: EnvironmentListener) {
    this.#config = config;
    this.#deps = deps;
    this.#listener = listener;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Spawns the process. Whether it becomes ready within `initLimitMs` is told to the listener. */
  async start(initLimitMs: number): Promise<void> {
    const { assumeRole, awsEndpoint } = this.#deps;
    this.#runtimeApi = await createRuntimeApi(
      {
        onNext: () => this.#becomeIdle(),
        onOutcome: (_, outcome) => this.#settle?.(outcome),
        onInitError: (error) => this.#failInit(error, 'init-error'),
      },
      this.#config.resource.constructPath,
    );
    if (this.state === 'gone') return this.#runtimeApi.close();
    const session = assumeRole(this.#config);
    const facts = {
      runtimeApi: this.#runtimeApi.address,
      credentials: session.credentials,
      awsEndpoint: awsEndpoint(),
      logStream: createLogStream(),
    };
    this.#child = spawnRuntime(this.#config, facts, this.#deps);
    this.#faultPoint = this.#createFaultPoint(session, this.#child);
    this.#child.once('exit', (code, signal) => this.#end(session, toExitError(code, signal)));
    // The directory is gone, for example because the app was synthesized anew.
    this.#child.once('error', ({ message }) =>
      this.#end(session, { ...toExitError(null, null), errorMessage: message }),
    );
    this.#initTimer = setTimeout(() => {
      const errorMessage = `INIT timed out after ${(initLimitMs / 1000).toFixed(2)} seconds`;
      this.#failInit({ errorType: 'Sandbox.Timedout', errorMessage }, 'timeout');
      void this.stop('timeout');
    }, initLimitMs);
  }

  /** Only while idle. Never rejects: whatever befalls the process is an outcome. */
  invoke({ requestId, payload, traceId }: Invocation): Promise<InvocationOutcome> {
    const { name, arn: functionArn, timeoutMs } = this.#config;
    const { emit, faults } = this.#deps;
    const common = { function: name, pid: this.pid, requestId };
    const began = performance.now();
    this.state = 'busy';
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle?.({ error: toTimeoutError(requestId, timeoutMs) });
        void this.stop('timeout');
      }, timeoutMs);
      this.#settle = (outcome) => {
        this.#settle = undefined;
        clearTimeout(timer);
        if (this.state === 'busy') this.state = 'finishing';
        const errorType = outcome.error && { errorType: outcome.error.errorType };
        const durationMs = performance.now() - began;
        emit({ type: 'lambda.invocation-finished', ...common, durationMs, ...errorType });
        if (this.#faultPoint && this.state !== 'gone') faults.finishInvocation(this.#faultPoint);
        resolve(outcome);
      };
      emit({ type: 'lambda.invocation-started', ...common });
      if (this.#faultPoint) faults.startInvocation(this.#faultPoint);
      const deadlineMs = Date.now() + timeoutMs;
      this.#runtimeApi?.dispatch({ requestId, payload, traceId, functionArn, deadlineMs });
    });
  }

  /** Kills the process; resolves when it is gone. */
  async stop(reason: EnvironmentStopped['reason']): Promise<void> {
    if (this.state !== 'gone') this.#stopReason = reason;
    if (this.state === 'idle' || !this.#child) this.state = 'gone';
    if (this.#child) await this.#deps.reaper.kill(this.#child);
  }

  #createFaultPoint({ credentials }: Session, child: ChildProcess): EnvironmentPoint {
    const { name, resource } = this.#config;
    return {
      names: [resource.constructPath, name],
      accessKeyId: credentials.accessKeyId,
      kill: () => void this.#deps.reaper.kill(child),
    };
  }

  #becomeIdle(): void {
    if (this.state === 'gone') return;
    if (this.state === 'starting') {
      clearTimeout(this.#initTimer);
      const coldStartMs = performance.now() - this.#startedAt;
      const { name } = this.#config;
      this.#deps.emit({ type: 'lambda.environment-started', function: name, pid: this.pid, coldStartMs });
    }
    this.state = 'idle';
    this.#listener.onIdle();
  }

  #failInit(error: FunctionError, reason: EnvironmentStopped['reason']): void {
    this.#initError = error;
    this.#stopReason = reason;
  }

  #end(session: Session, exitError: FunctionError): void {
    clearTimeout(this.#initTimer);
    const wasStarting = this.state === 'starting';
    this.state = 'gone';
    void this.#runtimeApi?.close();
    this.#deps.revoke(session);
    this.#deps.faults.endEnvironment(session.credentials.accessKeyId);
    const { name } = this.#config;
    const reason = this.#stopReason;
    this.#deps.emit({ type: 'lambda.environment-stopped', function: name, pid: this.pid, reason });
    this.#settle?.({ error: exitError });
    this.#listener.onGone(wasStarting ? (this.#initError ?? exitError) : undefined);
  }
}

/** `2026/11/22/[$LATEST]c9a1…` */
function createLogStream(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}
