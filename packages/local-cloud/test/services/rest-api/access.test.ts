import { expect, it } from 'vitest';
import type { Problem } from '../../../src/cloud-error.ts';
import { parseResourcePolicy } from '../../../src/iam/resource-policy.ts';
import { findInvokeDenial } from '../../../src/services/rest-api/access.ts';
import { parseStatements } from '../../iam/statements.ts';

const account = '222222222222';
const arn = `arn:aws:execute-api:eu-west-1:${account}:abc/live/POST/internal/alice/debits`;
const statement = (Effect: string) => ({
  Effect,
  Action: 'execute-api:Invoke',
  Resource: `arn:aws:execute-api:eu-west-1:${account}:abc/live/POST/internal/*/debits`,
});

type Says = 'allow' | 'deny' | 'nothing';
const effects: Readonly<Record<Says, readonly string[]>> = {
  allow: ['Allow'],
  deny: ['Allow', 'Deny'],
  nothing: [],
};

function findPolicy(says: Says | 'none', principal: unknown) {
  if (says === 'none') return undefined;
  const Statement = effects[says].map((effect) => ({ ...statement(effect), Principal: principal }));
  const problems: Problem[] = [];
  const policy = parseResourcePolicy({ Version: '2012-10-17', Statement }, 'Stage/Api', problems);
  expect(problems).toEqual([]);
  return policy;
}

function ask(identity: Says, policy: Says | 'none', callerAccount: string) {
  const roleArn = `arn:aws:iam::${callerAccount}:role/caller`;
  const role = {
    arn: roleArn,
    name: 'caller',
    id: 'AROA',
    account: callerAccount,
    trustedServices: new Set<string>(),
    statements: parseStatements(...effects[identity].map(statement)),
  };
  const sessionArn = `arn:aws:sts::${callerAccount}:assumed-role/caller/f`;
  const principal = {
    kind: 'role-session' as const,
    arn: sessionArn,
    name: 'f',
    account: callerAccount,
    role,
    issuedAtMs: 0,
  };
  const parsed = findPolicy(policy, { AWS: roleArn });
  return findInvokeDenial({
    principal,
    arn,
    region: 'eu-west-1',
    account,
    policy: parsed,
    nowMs: 0,
    emit: () => {},
  });
}

/** Tables A and B of https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
it.each<[Says, Says | 'none', boolean, boolean]>([
  ['allow', 'none', true, false],
  ['allow', 'nothing', true, false],
  ['allow', 'allow', true, true],
  ['allow', 'deny', false, false],
  ['nothing', 'none', false, false],
  ['nothing', 'nothing', false, false],
  ['nothing', 'allow', true, false],
  ['nothing', 'deny', false, false],
  ['deny', 'none', false, false],
  ['deny', 'allow', false, false],
  ['deny', 'deny', false, false],
])('identity says %s, API says %s: %s in one account, %s across', (identity, policy, same, across) => {
  expect(ask(identity, policy, account) === undefined).toBe(same);
  expect(ask(identity, policy, '111111111111') === undefined).toBe(across);
});

it.each<[Says | 'none', boolean]>([
  ['none', true],
  ['nothing', false],
  ['allow', true],
  ['deny', false],
])('unsigned, API says %s: %s', (says, expected) => {
  const policy = findPolicy(says, '*');
  const denial = findInvokeDenial({
    principal: undefined,
    arn,
    region: 'eu-west-1',
    account,
    policy,
    nowMs: 0,
    emit: () => {},
  });
  expect(denial === undefined).toBe(expected);
  if (!expected)
    expect(denial).toMatch(
      /^User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:\*{8}2222:abc/,
    );
});
