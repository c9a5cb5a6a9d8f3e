import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/cloud-error.ts';
import type { Decision } from '../../src/iam/evaluate.ts';
import {
  combineDecisions,
  decideByResource,
  parseResourcePolicy,
  type Requester,
  type ResourceDecision,
} from '../../src/iam/resource-policy.ts';
import { request } from './statements.ts';

const role = {
  arn: 'arn:aws:iam::111111111111:role/caller',
  name: 'caller',
  id: 'AROA',
  account: '111111111111',
  trustedServices: new Set<string>(),
  statements: [],
};
const session: Requester = {
  kind: 'role-session',
  arn: 'arn:aws:sts::111111111111:assumed-role/caller/function',
  name: 'function',
  account: '111111111111',
  role,
  issuedAtMs: 0,
};
const service: Requester = { kind: 'service', name: 'events.amazonaws.com' };
const anonymous: Requester = { kind: 'anonymous' };
const allow = (Principal: unknown, more = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'svc:Act',
  Resource: '*',
  ...more,
});
const read = (...statements: unknown[]) => {
  const problems: Problem[] = [];
  const Statement = statements;
  return {
    statements: parseResourcePolicy({ Version: '2012-10-17', Statement }, 'Stage/Queue', problems),
    problems,
  };
};

describe('decideByResource', () => {
  it.each<[string, unknown[], Requester, ResourceDecision]>([
    ['the role', [allow({ AWS: role.arn })], session, 'allowed'],
    ['the session', [allow({ AWS: session.arn })], session, 'allowed'],
    ['one of many', [allow({ AWS: ['arn:aws:iam::222222222222:role/x', role.arn] })], session, 'allowed'],
    ['the account by id', [allow({ AWS: '111111111111' })], session, 'delegated'],
    ['the account by ARN', [allow({ AWS: 'arn:aws:iam::111111111111:root' })], session, 'delegated'],
    ['account and role', [allow({ AWS: ['111111111111', role.arn] })], session, 'allowed'],
    ['another account', [allow({ AWS: '222222222222' })], session, 'implicitly-denied'],
    ['a role of the same beginning', [allow({ AWS: `${role.arn}2` })], session, 'implicitly-denied'],
    ['everyone', [allow('*')], session, 'allowed'],
    ['everyone, unsigned', [allow({ AWS: '*' })], anonymous, 'allowed'],
    ['a role, unsigned', [allow({ AWS: role.arn })], anonymous, 'implicitly-denied'],
    ['the service', [allow({ Service: 'events.amazonaws.com' })], service, 'allowed'],
    ['another service', [allow({ Service: 'sns.amazonaws.com' })], service, 'implicitly-denied'],
    ['a service, for a role', [allow({ Service: 'events.amazonaws.com' })], session, 'implicitly-denied'],
    ['another action', [allow('*', { Action: 'svc:Other' })], session, 'implicitly-denied'],
    [
      'a deny of the account',
      [allow('*'), allow({ AWS: '111111111111' }, { Effect: 'Deny' })],
      session,
      'explicitly-denied',
    ],
    [
      'a deny of another',
      [allow('*'), allow({ AWS: '222222222222' }, { Effect: 'Deny' })],
      session,
      'allowed',
    ],
  ])('%s', (_, statements, requester, expected) => {
    expect(decideByResource(read(...statements).statements, requester, request({}))).toBe(expected);
  });

  it('asks the conditions', () => {
    const { statements } = read(
      allow(
        { Service: service.name },
        { Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:svc:eu:1:rule' } } },
      ),
    );
    const from = (arn: string) => request({ context: { 'aws:sourcearn': [arn] } });
    expect(decideByResource(statements, service, from('arn:aws:svc:eu:1:rule'))).toBe('allowed');
    expect(decideByResource(statements, service, from('arn:aws:svc:eu:1:other'))).toBe('implicitly-denied');
  });
});

it.each([
  ['no principal', undefined],
  ['a wildcard inside', { AWS: 'arn:aws:iam::111111111111:role/*' }],
  ['a name', { AWS: 'caller' }],
  ['federated', { Federated: 'x' }],
])('refuses %s', (_, principal) => {
  expect(read(allow(principal)).problems).toMatchObject([
    { code: 'iam.malformed-policy', place: 'Stage/Queue' },
  ]);
});

/** Tables A and B of https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html, and delegation. */
describe('combineDecisions', () => {
  it.each<[Decision, ResourceDecision, Decision, Decision]>([
    ['allowed', 'allowed', 'allowed', 'allowed'],
    ['allowed', 'delegated', 'allowed', 'allowed'],
    ['allowed', 'implicitly-denied', 'allowed', 'implicitly-denied'],
    ['allowed', 'explicitly-denied', 'explicitly-denied', 'explicitly-denied'],
    ['implicitly-denied', 'allowed', 'allowed', 'implicitly-denied'],
    ['implicitly-denied', 'delegated', 'implicitly-denied', 'implicitly-denied'],
    ['implicitly-denied', 'implicitly-denied', 'implicitly-denied', 'implicitly-denied'],
    ['implicitly-denied', 'explicitly-denied', 'explicitly-denied', 'explicitly-denied'],
    ['explicitly-denied', 'allowed', 'explicitly-denied', 'explicitly-denied'],
    ['explicitly-denied', 'delegated', 'explicitly-denied', 'explicitly-denied'],
    ['explicitly-denied', 'implicitly-denied', 'explicitly-denied', 'explicitly-denied'],
    ['explicitly-denied', 'explicitly-denied', 'explicitly-denied', 'explicitly-denied'],
  ])('identity %s, resource %s: %s in one account, %s across', (identity, resource, same, across) => {
    expect(combineDecisions({ identity, resource, sameAccount: true })).toBe(same);
    expect(combineDecisions({ identity, resource, sameAccount: false })).toBe(across);
  });
});
