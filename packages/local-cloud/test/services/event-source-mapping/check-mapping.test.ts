import { expect, it } from 'vitest';
import { checkMapping, checkPollerAccess } from '../../../src/services/event-source-mapping/check-mapping.ts';
import { describeMapping } from '../../../src/services/event-source-mapping/mapping.ts';
import { resolveFunction } from '../../../src/services/lambda/function-config.ts';
import { createSqsService } from '../../../src/services/sqs/service.ts';
import { parseStatements } from '../../iam/statements.ts';
import { resource, stack } from '../../resource.ts';
import { fifoQueue, queue, queueArn } from '../sqs/post-office.ts';

const sqs = createSqsService({ emit: () => {}, endpoint: () => 'http://127.0.0.1' });
await sqs.start?.([queue('plain', { VisibilityTimeout: 10 }), fifoQueue('ordered.fifo')]);

const describe = (properties: object) =>
  describeMapping(
    resource('Mapping', 'AWS::Lambda::EventSourceMapping', {
      EventSourceArn: queueArn('plain'),
      FunctionName: 'consumer',
      ...properties,
    }),
  );
const consumer = (Timeout: number) =>
  resolveFunction(resource('Consumer', 'AWS::Lambda::Function', { Timeout }), '/nowhere');

const check = (properties: object, timeoutSeconds = 10) => {
  const mapping = describe(properties);
  const target = mapping.functionName === 'consumer' ? consumer(timeoutSeconds) : undefined;
  return checkMapping(mapping, { queue: sqs.findQueue(mapping.queueArn), target }).map(({ code }) => code);
};

const fifo = { EventSourceArn: queueArn('ordered.fifo') };
it.each([
  [{}, []],
  [{ BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 }, []],
  [{ ScalingConfig: { MaximumConcurrency: 1_000 } }, []],
  [{ ...fifo, BatchSize: 10 }, []],
  [
    { ...fifo, BatchSize: 11, MaximumBatchingWindowInSeconds: 1 },
    ['mapping.out-of-range', 'mapping.out-of-range'],
  ],
  [{ BatchSize: 0 }, ['mapping.out-of-range']],
  [{ BatchSize: 11 }, ['mapping.window-required']],
  [{ MaximumBatchingWindowInSeconds: 301 }, ['mapping.out-of-range']],
  [{ ScalingConfig: { MaximumConcurrency: 1 } }, ['mapping.out-of-range']],
  [{ EventSourceArn: queueArn('nowhere') }, ['mapping.unknown-source']],
  [{ EventSourceArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s' }, ['mapping.unknown-source']],
  [{ FunctionName: 'nobody' }, ['mapping.unknown-function']],
])('%j: %j', (properties, codes) => {
  expect(check(properties)).toEqual(codes);
});

it('asks for a visibility timeout that is not below the timeout of the function', () => {
  expect(check({}, 11)).toEqual(['mapping.visibility-timeout']);
});

it.each([
  [['sqs:*'], []],
  [['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], []],
  [['sqs:ReceiveMessage', 'sqs:DeleteMessage'], ['GetQueueAttributes']],
  [['sqs:SendMessage'], ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']],
])('a role that may %j lacks %j', (actions, lacking) => {
  const arn = `arn:aws:iam::${stack.account}:role/consumer`;
  const statements = parseStatements({ Effect: 'Allow', Action: actions, Resource: queueArn('plain') });
  const role = {
    arn,
    name: 'consumer',
    id: 'AROA',
    account: stack.account,
    trustedServices: new Set<string>(),
    statements,
  };
  const session = { kind: 'role-session' as const, arn, name: 'consumer', account: stack.account };
  const registered = sqs.findQueue(queueArn('plain'));
  if (!registered) throw new Error('The queue is there.');
  const problems = checkPollerAccess(describe({}), { ...session, role, issuedAtMs: 0 }, registered);
  expect(problems.map(({ message }) => message)).toEqual(
    lacking.map(
      (operation) =>
        `the function's role does not have permission to call ${operation} on ${queueArn('plain')}.`,
    ),
  );
});
