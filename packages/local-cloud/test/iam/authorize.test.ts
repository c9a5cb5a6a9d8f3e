import { expect, it } from 'vitest';
import type { Problem } from '../../src/cloud-error.ts';
import { findDenial } from '../../src/iam/authorize.ts';
import { type ActingService, createGlobalContext } from '../../src/iam/principal.ts';
import { parseResourcePolicy } from '../../src/iam/resource-policy.ts';
import { parseStatements } from './statements.ts';

const queue = 'arn:aws:sqs:eu-west-1:111111111111:queue';
const rule = 'arn:aws:events:eu-west-1:111111111111:rule/bus/accrual';
const events: ActingService = {
  kind: 'service',
  name: 'events.amazonaws.com',
  sourceArn: rule,
  account: '111111111111',
};
const statement = (more: object) => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: queue,
  ...more,
});

function send(principal: ReturnType<typeof session> | ActingService, ...policy: object[]) {
  const problems: Problem[] = [];
  const document = { Version: '2012-10-17', Statement: policy.map(statement) };
  const resourcePolicy = {
    account: '111111111111',
    statements: parseResourcePolicy(document, 'Stage/Policy', problems),
  };
  expect(problems).toEqual([]);
  const request = { action: 'sqs:SendMessage', resource: queue, context: () => undefined, resourcePolicy };
  return findDenial({ principal, region: 'eu-west-1', nowMs: 0, requests: [request] })?.message;
}

function session(account: string, ...statements: object[]) {
  const arn = `arn:aws:iam::${account}:role/caller`;
  const role = {
    arn,
    name: 'caller',
    id: 'AROA',
    account,
    trustedServices: new Set<string>(),
    statements: parseStatements(...statements.map((more) => statement(more))),
  };
  const sessionArn = `arn:aws:sts::${account}:assumed-role/caller/function`;
  return { kind: 'role-session' as const, arn: sessionArn, name: 'function', account, role, issuedAtMs: 0 };
}

const user = (account: string) =>
  `User: arn:aws:sts::${account}:assumed-role/caller/function is not authorized to perform: sqs:SendMessage on resource: ${queue}`;
const [own, foreign] = ['111111111111', '222222222222'];
const naming = (account: string) => ({ Principal: { AWS: `arn:aws:iam::${account}:role/caller` } });
const overHttp = { Bool: { 'aws:SecureTransport': 'false' } };

it.each([
  ['its role alone', send(session(own, {}))],
  ['the queue alone', send(session(own), naming(own))],
  ['a foreign role and the queue', send(session(foreign, {}), naming(foreign))],
  ['a foreign role and its account', send(session(foreign, {}), { Principal: { AWS: foreign } })],
  [
    'a deny of what it does not do',
    send(session(own, {}), { Effect: 'Deny', Principal: '*', Condition: overHttp }),
  ],
  ['a service by name', send(events, { Principal: { Service: events.name } })],
  [
    'a service for its rule',
    send(events, {
      Principal: { Service: events.name },
      Condition: { ArnEquals: { 'aws:SourceArn': rule }, StringEquals: { 'aws:SourceAccount': own } },
    }),
  ],
])('%s suffices', (_, denial) => {
  expect(denial).toBeUndefined();
});

it.each([
  [
    'neither side',
    send(session(own)),
    `${user(own)} because no identity-based policy allows the sqs:SendMessage action`,
  ],
  [
    'the account alone',
    send(session(own), { Principal: { AWS: own } }),
    `${user(own)} because no identity-based policy allows the sqs:SendMessage action`,
  ],
  [
    'a foreign role alone',
    send(session(foreign, {})),
    `${user(foreign)} because no resource-based policy allows the sqs:SendMessage action`,
  ],
  [
    'the queue alone for a foreign role',
    send(session(foreign), naming(foreign)),
    `${user(foreign)} because no identity-based policy allows the sqs:SendMessage action`,
  ],
  [
    'a role that denies',
    send(session(own, { Effect: 'Deny' }), naming(own)),
    `${user(own)} with an explicit deny in an identity-based policy`,
  ],
  [
    'a queue that denies',
    send(session(own, {}), { Effect: 'Deny', Principal: '*' }),
    `${user(own)} with an explicit deny in a resource-based policy`,
  ],
  [
    'a service for another rule',
    send(events, {
      Principal: { Service: events.name },
      Condition: { ArnEquals: { 'aws:SourceArn': `${rule}2` } },
    }),
    `User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${queue} because no resource-based policy allows the sqs:SendMessage action`,
  ],
])('%s: %s', (_, denial, message) => {
  expect(denial).toBe(message);
});

it.each([
  ['aws:sourcearn', [rule]],
  ['aws:sourceaccount', [own]],
  ['aws:principalservicename', [events.name]],
  ['aws:principalisawsservice', ['true']],
  ['aws:resourceaccount', [foreign]],
  ['aws:principalarn', undefined],
])('%s of a service is %j', (key, values) => {
  const facts = { principal: events, region: 'eu-west-1', nowMs: 0, resourceAccount: foreign };
  expect(createGlobalContext(facts)(key)).toEqual(values);
});
