import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import { noFaults } from '../../../src/faults/fault-points.ts';
import type { Session } from '../../../src/iam/credentials-registry.ts';
import { createReaper } from '../../../src/processes/reaper.ts';
import { Fleet } from '../../../src/services/lambda/fleet.ts';
import type { FunctionConfig } from '../../../src/services/lambda/function-config.ts';

const resource = {
  stack: { id: 'Test', name: 'Test', account: '123456789012', region: 'us-east-1' },
  logicalId: 'Function',
  constructPath: 'Test/Function',
  type: 'AWS::Lambda::Function',
  property: () => undefined,
};

const defaults: FunctionConfig = {
  resource,
  name: 'test-function',
  arn: 'arn:aws:lambda:us-east-1:123456789012:function:test-function',
  roleArn: 'arn:aws:iam::123456789012:role/test',
  handler: 'answers.handler',
  runtime: 'nodejs24.x',
  assetDirectory: fileURLToPath(new URL('../../fixtures/functions', import.meta.url)),
  timeoutMs: 60_000,
  memoryMiB: 256,
  concurrency: 1000,
  variables: { TABLE: 'flights' },
  logGroup: '/aws/lambda/test-function',
};

const session: Session = {
  credentials: { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'token' },
  principal: {
    kind: 'administrator',
    arn: 'arn:aws:iam::123456789012:root',
    name: 'administrator',
    account: '123456789012',
  },
};

export interface TestFunction {
  readonly fleet: Fleet;
  readonly events: CloudEvent[];
  /** The answer as JSON, or `{ errorType, errorMessage }`. */
  invoke(event?: unknown): Promise<unknown>;
}

interface Circumstances {
  readonly maxEnvironments?: number;
  readonly initLimitMs?: number;
  onEvent?(event: CloudEvent): void;
}

/** A function over the fixture handlers, in real processes that end with the test. */
export function createTestFunction(
  config: Partial<FunctionConfig> = {},
  { maxEnvironments = 10, initLimitMs = 10_000, onEvent }: Circumstances = {},
): TestFunction {
  const events: CloudEvent[] = [];
  const reaper = createReaper();
  const fleet = new Fleet(
    { ...defaults, ...config },
    {
      reaper,
      maxEnvironments,
      initLimitMs,
      faults: noFaults,
      awsEndpoint: () => 'http://127.0.0.1:1',
      assumeRole: () => session,
      revoke: () => {},
      emit: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    },
  );
  onTestFinished(async () => {
    await fleet.close();
    await reaper.close();
  });
  let count = 0;
  return {
    fleet,
    events,
    async invoke(event = {}) {
      const requestId = `request-${++count}`;
      const outcome = await fleet.invoke({
        requestId,
        payload: JSON.stringify(event),
        traceId: 'Root=1-0-0',
      });
      if (!outcome.error) return JSON.parse(outcome.payload.toString());
      const { errorType, errorMessage } = outcome.error;
      return { errorType, errorMessage };
    },
  };
}
