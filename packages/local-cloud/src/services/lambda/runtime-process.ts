import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { EmitEvent } from '../../events.ts';
import type { Reaper } from '../../processes/reaper.ts';
import {
  bootstrapFile,
  type EnvironmentFacts,
  resolveEnvironmentVariables,
} from './environment-variables.ts';
import type { FunctionConfig } from './function-config.ts';
import type { FunctionError } from './invocation.ts';

/** Starts the runtime client in the function's directory; each line that it writes becomes an event. */
export function spawnRuntime(
  config: FunctionConfig,
  facts: EnvironmentFacts,
  { reaper, emit }: { readonly reaper: Reaper; readonly emit: EmitEvent },
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

export function toExitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
  const how = signal ? `signal: ${signal}` : `exit status ${code}`;
  const errorMessage =
    code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return { errorType: 'Runtime.ExitError', errorMessage };
}

export function toTimeoutError(requestId: string, timeoutMs: number): FunctionError {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}
