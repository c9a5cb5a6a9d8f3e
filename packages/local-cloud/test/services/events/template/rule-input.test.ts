import { expect, it } from 'vitest';
import {
  parseRuleInput,
  type TargetInputProperties,
} from '../../../../src/services/events/template/rule-input.ts';

/** The example event of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const event = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '123456789012',
  time: '2015-11-11T21:29:54Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111'],
  detail: { 'instance-id': 'i-0123456789', state: 'RUNNING', count: 2, tags: [{ key: 'a' }, { key: 'b' }] },
} as const;

const facts = {
  ruleArn: 'arn:aws:events:us-east-2:123456789012:rule/example',
  ruleName: 'example',
  ingestionTime: '2015-11-11T21:29:55Z',
};

const InputPathsMap = {
  timestamp: '$.time',
  instance: '$.detail.instance-id',
  state: '$.detail.state',
  count: '$.detail.count',
  tags: '$.detail.tags',
  second: '$.detail.tags[1].key',
  keys: '$.detail.tags[*].key',
  missing: '$.detail.nothing',
};

it.each<[string, string]>([
  ['"instance <instance> is in <state>"', '"instance i-0123456789 is in RUNNING"'],
  [
    String.raw`"instance \"<instance>\" is in <state>"`,
    String.raw`"instance \"i-0123456789\" is in RUNNING"`,
  ],
  ['{ "instance": <instance>, "state": "<state>" }', '{"instance":"i-0123456789","state":"RUNNING"}'],
  [
    '{"state": [ 9, <state>, true ], "Transformed": "Yes"}',
    '{"state":[9,"RUNNING",true],"Transformed":"Yes"}',
  ],
  [
    String.raw`{"status": "instance \"<instance>\" is in <state>"}`,
    String.raw`{"status":"instance \"i-0123456789\" is in RUNNING"}`,
  ],
  ['{"count": <count>, "text": "<count>"}', '{"count":2,"text":"2"}'],
  [
    '{"tags": <tags>, "second": <second>, "keys": <keys>}',
    '{"tags":[{"key":"a"},{"key":"b"}],"second":"b","keys":["a","b"]}',
  ],
  ['"tags <tags>"', '"tags [{key:a},{key:b}]"'],
  ['"nothing <missing>"', '"nothing "'],
  ['{"nothing": <missing>}', '{"nothing":""}'],
  [
    '{"rule": <aws.events.rule-arn>, "name": <aws.events.rule-name>}',
    `{"rule":"${facts.ruleArn}","name":"example"}`,
  ],
  [
    '"<aws.events.rule-name> triggered at <aws.events.event.ingestion-time>"',
    '"example triggered at 2015-11-11T21:29:55Z"',
  ],
  ['{"original": <aws.events.event.json>}', JSON.stringify({ original: event })],
  ['{"envelope": <aws.events.event>}', JSON.stringify({ envelope: { ...event, detail: undefined } })],
  ['{"a": "1 < 2"}', '{"a":"1 < 2"}'],
])('%s', (InputTemplate, expected) => {
  const faults: string[] = [];
  const input = parseRuleInput({ InputTransformer: { InputPathsMap, InputTemplate } }, (fault) =>
    faults.push(fault),
  );
  expect(faults).toEqual([]);
  expect(input(event, facts)).toBe(expected);
});

it.each<[TargetInputProperties, string]>([
  [{}, JSON.stringify(event)],
  [{ Input: '{"constant":1}' }, '{"constant":1}'],
  [{ InputPath: '$.detail.state' }, '"RUNNING"'],
  [{ InputPath: '$.detail' }, JSON.stringify(event.detail)],
  [{ InputPath: '$' }, JSON.stringify(event)],
])('%j', (properties, expected) => {
  expect(parseRuleInput(properties, expect.fail)(event, facts)).toBe(expected);
});

it.each<[TargetInputProperties, string]>([
  [{ Input: '1', InputPath: '$' }, 'Only one of Input, InputPath and InputTransformer may be given.'],
  [{ Input: 'text' }, 'Input is no JSON: text'],
  [{ InputPath: 'detail' }, 'InputPath is no JSON path that EventBridge knows: detail'],
  [
    { InputTransformer: { InputTemplate: '"<constructor>"' } },
    'InputTemplate has the placeholder <constructor>, which InputPathsMap does not define.',
  ],
  [
    { InputTransformer: { InputTemplate: '"<unknown>"' } },
    'InputTemplate has the placeholder <unknown>, which InputPathsMap does not define.',
  ],
  [
    { InputTransformer: { InputPathsMap: { 'aws.x': '$.time' }, InputTemplate: '"x"' } },
    'InputPathsMap defines aws.x, but names that begin with AWS are reserved.',
  ],
])('AWS refuses %j', (properties, expected) => {
  const faults: string[] = [];
  parseRuleInput(properties, (fault) => faults.push(fault));
  expect(faults).toEqual([expected]);
});
