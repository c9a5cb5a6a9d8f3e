import { expect, it } from 'vitest';
import { planClaims } from '../../../src/services/cognito/token.ts';

const defaults = { issuer: 'http://issuer', audience: 'client' };
const standard = { iss: 'http://issuer', sub: 'alice', aud: 'client', iat: 1000, exp: 4600 };

it.each([
  [{}, standard],
  [
    { audience: ['a', 'b'], clientId: 'c' },
    { ...standard, aud: ['a', 'b'], client_id: 'c' },
  ],
  [{ issuer: 'http://other' }, { ...standard, iss: 'http://other' }],
  [
    { expiresInSeconds: -1, notBeforeInSeconds: 60, issuedInSeconds: 5 },
    { ...standard, exp: 999, nbf: 1060, iat: 1005 },
  ],
  [{ scopes: ['read', 'write'] }, { ...standard, scope: 'read write' }],
  [{ claims: { sub: 'bob', admin: true } }, { ...standard, sub: 'bob', admin: true }],
])('%j', (request, expected) => {
  expect(planClaims({ subject: 'alice', ...request }, defaults, new Date(1_000_000))).toEqual(expected);
});

it('leaves the audience out when asked to, or when nobody knows one', () => {
  const now = new Date();
  expect(planClaims({ subject: 'alice', audience: null }, defaults, now)).not.toHaveProperty('aud');
  expect(planClaims({ subject: 'alice' }, { ...defaults, audience: undefined }, now)).not.toHaveProperty(
    'aud',
  );
});
