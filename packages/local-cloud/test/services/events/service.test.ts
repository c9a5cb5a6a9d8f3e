import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import { createIamService } from '../../../src/iam/service.ts';
import { DeliveryError, type QueueMessage } from '../../../src/services/events/delivery.ts';
import { createEventsService, type EventsService } from '../../../src/services/events/service.ts';
import type { Resource } from '../../../src/services/service.ts';
import { createManualClock } from '../../manual-clock.ts';
import { resource, stack, trust } from '../../resource.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:queue';
const deadArn = 'arn:aws:sqs:eu-west-1:123456789012:dead';
const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:consumer';

const rule = (properties: object) => resource('Rule', 'AWS::Events::Rule', { Name: 'rule', ...properties });
const toQueue = (more: object = {}) =>
  rule({ EventPattern: { source: ['a'] }, Targets: [{ Id: 'T', Arn: queueArn, ...more }] });
const toFunction = rule({ EventPattern: { source: ['a'] }, Targets: [{ Id: 'T', Arn: functionArn }] });

const services: EventsService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close?.();
});

/** EventBridge alone; `queue` and `invoke` answer for its targets. */
async function start(resources: readonly Resource[]) {
  const { credentials, ...iam } = createIamService({ account: stack.account, conditionKeys: {} });
  await iam.start?.(resources.filter(({ type }) => type === 'AWS::IAM::Role'));
  const clock = createManualClock();
  const events: CloudEvent[] = [];
  const messages: QueueMessage[] = [];
  const fail = vi.fn<(queueArn: string) => DeliveryError | undefined>();
  const invoke = vi.fn(async () => ({ payload: Buffer.from('null') }) as object);
  const service = createEventsService({
    sendToQueue: async (message) => {
      const error = fail(message.queueArn);
      if (error) throw error;
      messages.push(message);
    },
    lambda: {
      functions: new Map([[functionArn, {}]]) as never,
      invoke: invoke as never,
      mayInvoke: (_, { sourceArn }) => sourceArn.endsWith('rule/rule'),
    },
    credentials,
    emit: (event) => events.push(event),
    clock,
    random: () => 0,
  });
  services.push(service);
  await service.start?.(resources);
  const { principal } = credentials.administrator;
  const put = (Source = 'a') =>
    service.putEvents([{ Source, DetailType: 't', Detail: '{"n":1}' }], { principal, region: stack.region });
  return { service, clock, events, messages, fail, invoke, put };
}

const throttled = new DeliveryError('THROTTLING', 'slow down');
const types = (events: readonly CloudEvent[]) => events.map(({ type }) => type);

it('delivers what a rule selects, and nothing else', async () => {
  const { clock, messages, put, events } = await start([toQueue({ SqsParameters: { MessageGroupId: 'g' } })]);
  for (const source of ['a', 'b']) put(source);
  await clock.advance(0);
  expect(messages).toMatchObject([
    { queueArn, messageGroupId: 'g', body: expect.stringContaining('"detail":{"n":1}') },
  ]);
  expect(events).toMatchObject([
    { type: 'events.received', rules: ['rule'] },
    { type: 'events.received', rules: [] },
    { type: 'events.delivered', rule: 'rule', target: queueArn },
  ]);
});

it('selects nothing by a rule that is disabled', async () => {
  const { clock, messages, put } = await start([
    { ...toQueue(), property: (name) => (name === 'State' ? 'DISABLED' : toQueue().property(name)) },
  ]);
  put();
  await clock.advance(0);
  expect(messages).toEqual([]);
});

describe('retries', () => {
  it('go on until the target takes the event', async () => {
    const { clock, messages, put, fail, events } = await start([toQueue()]);
    fail.mockReturnValueOnce(throttled).mockReturnValueOnce(throttled);
    put();
    await clock.advance(1_499);
    expect(messages).toEqual([]);
    await clock.advance(1);
    expect(messages).toHaveLength(1);
    expect(types(events)).toEqual([
      'events.received',
      'events.retried',
      'events.retried',
      'events.delivered',
    ]);
  });

  it.each([
    [{ MaximumRetryAttempts: 2 }, 'MaximumRetryAttempts', '2'],
    [{ MaximumEventAgeInSeconds: 60 }, 'MaximumEventAgeInSeconds', '6'],
  ])('end by %j with a dead letter', async (RetryPolicy, condition, attempts) => {
    const { clock, messages, put, fail, events } = await start([
      toQueue({ RetryPolicy, DeadLetterConfig: { Arn: deadArn } }),
    ]);
    fail.mockImplementation((arn) => (arn === queueArn ? throttled : undefined));
    put();
    await clock.advance(120_000);
    expect(messages).toMatchObject([
      {
        queueArn: deadArn,
        attributes: {
          RULE_ARN: 'arn:aws:events:eu-west-1:123456789012:rule/rule',
          TARGET_ARN: queueArn,
          ERROR_CODE: 'THROTTLING',
          ERROR_MESSAGE: 'slow down',
          EXHAUSTED_RETRY_CONDITION: condition,
          RETRY_ATTEMPTS: attempts,
        },
      },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'events.failed', deadLetter: 'sent' });
  });

  it('end with the reason when the dead-letter queue takes nothing, either', async () => {
    const { clock, put, fail, events } = await start([toQueue({ DeadLetterConfig: { Arn: deadArn } })]);
    fail.mockImplementation((arn) => new DeliveryError('NO_PERMISSIONS', `${arn} is closed`));
    put();
    await clock.advance(0);
    expect(events.at(-1)).toMatchObject({
      type: 'events.failed',
      errorMessage: `${queueArn} is closed`,
      deadLetter: 'refused',
      deadLetterError: `${deadArn} is closed`,
    });
  });

  it('do not happen where permission or target is missing', async () => {
    const { clock, put, fail, events } = await start([toQueue()]);
    fail.mockReturnValue(new DeliveryError('NO_RESOURCE', 'gone'));
    put();
    await clock.advance(0);
    expect(events.at(-1)).toMatchObject({
      type: 'events.failed',
      errorCode: 'NO_RESOURCE',
      deadLetter: 'none',
    });
  });

  it('end with the cloud', async () => {
    const { clock, put, fail, service, messages } = await start([toQueue()]);
    fail.mockReturnValueOnce(throttled);
    put();
    await clock.advance(0);
    await service.close?.();
    await clock.advance(86_400_000);
    expect(messages).toEqual([]);
  });
});

describe('functions', () => {
  it('are run again after one and two minutes when they fail', async () => {
    const { clock, put, invoke, events } = await start([toFunction]);
    invoke.mockResolvedValue({ error: { errorType: 'Error', errorMessage: 'no' } });
    put();
    await clock.advance(59_999);
    expect(invoke).toHaveBeenCalledTimes(1);
    await clock.advance(180_001);
    expect(invoke).toHaveBeenCalledTimes(3);
    expect(events.at(-1)).toMatchObject({ type: 'events.failed', errorCode: 'Error' });
  });

  it('need a permission for the rule', async () => {
    const other = {
      ...toFunction,
      property: (name: string) => (name === 'Name' ? 'other' : toFunction.property(name)),
    };
    const { clock, put, invoke, events } = await start([other]);
    put();
    await clock.advance(0);
    expect(invoke).not.toHaveBeenCalled();
    expect(events.at(-1)).toMatchObject({ type: 'events.failed', errorCode: 'NO_PERMISSIONS' });
  });

  it('get JSON, or nothing', async () => {
    const InputTransformer = { InputTemplate: '{"broken": ' };
    const { clock, put, invoke, events } = await start([
      rule({ EventPattern: { source: ['a'] }, Targets: [{ Id: 'T', Arn: functionArn, InputTransformer }] }),
    ]);
    put();
    await clock.advance(0);
    expect(invoke).not.toHaveBeenCalled();
    expect(events.at(-1)).toMatchObject({ type: 'events.failed', errorCode: 'INVALID_JSON' });
  });
});

describe('buses', () => {
  it('report what is wrong with a policy once', async () => {
    const Statement = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', NotResource: 1 };
    const policy = resource('Policy', 'AWS::Events::EventBusPolicy', { StatementId: 'S', Statement });
    const { problems } = await start([policy, toQueue()]).catch((error) => error);
    expect(problems).toHaveLength(1);
  });

  const statement = { Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' };
  const forwarder = resource('Forwarder', 'AWS::IAM::Role', {
    RoleName: 'forwarder',
    AssumeRolePolicyDocument: trust('events.amazonaws.com'),
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
  });
  const bus = (Name: string) => resource(Name, 'AWS::Events::EventBus', { Name });
  const busArn = (name: string) => `arn:aws:events:eu-west-1:123456789012:event-bus/${name}`;
  const forward = (from: string, to: string) =>
    resource(`${from}-${to}`, 'AWS::Events::Rule', {
      Name: `${from}-${to}`,
      EventBusName: from,
      EventPattern: { source: ['a'] },
      Targets: [
        {
          Id: 'T',
          Arn: busArn(to),
          RoleArn: 'arn:aws:iam::123456789012:role/forwarder',
          DeadLetterConfig: { Arn: deadArn },
        },
      ],
    });

  it.each([
    ['back', [forward('default', 'own'), forward('own', 'default')], 'default'],
    ['on', [forward('default', 'own'), forward('own', 'third')], 'third'],
    ['to itself', [forward('default', 'own'), forward('own', 'own')], 'own'],
  ])('hand an event to one other bus, which sends none %s', async (_where, rules, to) => {
    const { clock, put, events, messages } = await start([forwarder, bus('own'), bus('third'), ...rules]);
    put();
    await clock.advance(0);
    expect(events).toMatchObject([
      { type: 'events.received', bus: busArn('default') },
      { type: 'events.received', bus: busArn('own') },
      { type: 'events.delivered', target: busArn('own') },
      { type: 'events.failed', target: busArn(to), deadLetter: 'sent' },
    ]);
    expect(messages).toMatchObject([
      { queueArn: deadArn, attributes: { ERROR_CODE: 'THIRD_ACCOUNT_HOP_DETECTED', RETRY_ATTEMPTS: '0' } },
    ]);
  });
});

it('a rate fires by itself, again and again', async () => {
  const { clock, messages } = await start([
    rule({ ScheduleExpression: 'rate(5 minutes)', Targets: [{ Id: 'T', Arn: queueArn }] }),
  ]);
  await clock.advance(16 * 60_000);
  expect(messages).toHaveLength(3);
  expect(JSON.parse(messages[0]?.body ?? '')).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    time: '2026-11-22T12:05:00Z',
    resources: ['arn:aws:events:eu-west-1:123456789012:rule/rule'],
    detail: {},
  });
});

it.each<[object, string]>([
  [{ EventPattern: { source: 'a' } }, 'Event pattern is not valid: $.source must be an array or an object.'],
  [{}, 'the rule has neither EventPattern nor ScheduleExpression.'],
  [{ ScheduleExpression: 'rate(5)' }, 'rate(5) is no schedule.'],
  [
    { ScheduleExpression: 'rate(5 days)', EventBusName: 'own' },
    'ScheduleExpression is supported only on the default event bus.',
  ],
  [
    { EventPattern: { a: [1] }, Targets: [{ Id: 'T', Arn: 'arn:aws:sns:eu-west-1:1:topic' }] },
    'the target arn:aws:sns:eu-west-1:1:topic is not emulated.',
  ],
  [
    { EventPattern: { a: [1] }, Targets: [{ Id: 'T', Arn: queueArn, EcsParameters: {} }] },
    'EcsParameters of the target T is not emulated.',
  ],
])('refuses %j', async (properties, message) => {
  await expect(start([rule(properties)])).rejects.toMatchObject({
    problems: [{ code: 'events.invalid-rule', message, place: 'Stage/Rule' }],
  });
});

it('names things as CloudFormation does', async () => {
  const { service } = await start([]);
  expect(service.identify(rule({}))).toEqual({
    ref: 'rule',
    attributes: { Arn: 'arn:aws:events:eu-west-1:123456789012:rule/rule' },
  });
  expect(service.identify(rule({ EventBusName: 'own' }))).toEqual({
    ref: 'own|rule',
    attributes: { Arn: 'arn:aws:events:eu-west-1:123456789012:rule/own/rule' },
  });
  expect(service.identify(resource('Bus', 'AWS::Events::EventBus', { Name: 'own' }))).toEqual({
    ref: 'own',
    attributes: { Arn: 'arn:aws:events:eu-west-1:123456789012:event-bus/own', Name: 'own' },
  });
});
