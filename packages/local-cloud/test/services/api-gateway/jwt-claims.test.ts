import { expect, it } from 'vitest';
import { formatClaims, judgeClaims, listScopes } from '../../../src/services/api-gateway/jwt-claims.ts';

const now = new Date(1_000_000);
const valid = { iss: 'https://issuer', aud: 'flights', exp: 1001, nbf: 1000, iat: 1000 };

it.each([
  [{}, 'valid'],
  [{ aud: ['other', 'flights'] }, 'valid'],
  [{ aud: undefined, client_id: 'flights' }, 'valid'],
  [{ aud: 'other', client_id: 'flights' }, 'wrong-audience'],
  [{ aud: [] }, 'wrong-audience'],
  [{ aud: undefined }, 'wrong-audience'],
  [{ exp: 1000 }, 'expired'],
  [{ exp: undefined }, 'invalid'],
  [{ exp: '2000' }, 'invalid'],
  [{ nbf: 1001 }, 'invalid'],
  [{ iat: 1001 }, 'invalid'],
  [{ nbf: undefined, iat: undefined }, 'valid'],
  [{ iss: 'https://issuer/' }, 'invalid'],
])('%j is %s', (changes, verdict) => {
  const expectation = { issuer: 'https://issuer', audiences: ['flights', 'bookings'] };
  expect(judgeClaims({ ...valid, ...changes }, expectation, now)).toBe(verdict);
});

it('claims become strings', () => {
  const claims = {
    sub: 'alice',
    exp: 1753000000,
    admin: true,
    groups: ['a', 'b'],
    address: { city: 'X' },
    none: null,
  };
  expect(formatClaims(claims)).toEqual({
    sub: 'alice',
    exp: '1753000000',
    admin: 'true',
    groups: '[a b]',
    address: '{"city":"X"}',
  });
});

it.each([
  [{ scope: 'read write' }, ['read', 'write']],
  [{ scp: ['read'] }, ['read']],
  [{}, []],
])('scopes of %j', (claims, scopes) => expect(listScopes(claims)).toEqual(scopes));
