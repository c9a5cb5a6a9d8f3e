import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { authorize } from '../../../src/services/api-gateway/jwt-authorizer.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keys = new Map<string | undefined, KeyObject>([
  ['rsa', rsa.publicKey],
  ['ec', ec.publicKey],
]);
const now = new Date(1_000_000);
const authorizer = {
  issuer: 'https://issuer',
  audiences: ['flights'],
  identitySource: '$request.header.Authorization',
};

const sign = (key: KeyObject, kid: string, alg = 'RS256', claims: object = {}) =>
  new SignJWT({ iss: 'https://issuer', aud: 'flights', sub: 'alice', exp: 2000, ...claims })
    .setProtectedHeader({ alg, kid })
    .sign(key);

const ask = (token: string | undefined, identitySource = authorizer.identitySource, scopes: string[] = []) =>
  authorize(
    { ...authorizer, identitySource },
    { headers: { authorization: token, 'x-token': token }, query: token ? { token } : {}, scopes, now },
    async (issuer, kid) => (issuer === 'https://issuer' ? keys.get(kid) : undefined),
  );

it('hands claims on as strings', async () => {
  expect(await ask(await sign(rsa.privateKey, 'rsa'))).toEqual({
    authorizer: {
      jwt: { claims: { iss: 'https://issuer', aud: 'flights', sub: 'alice', exp: '2000' }, scopes: null },
    },
  });
});

it('hands scopes on where the route asks for them', async () => {
  const token = await sign(rsa.privateKey, 'rsa', 'RS256', { scope: 'read write' });
  expect(await ask(token, authorizer.identitySource, ['write'])).toMatchObject({
    authorizer: { jwt: { scopes: ['read', 'write'] } },
  });
});

it.each(['', 'Bearer ', 'bearer ', 'BEARER   '])('takes a token after "%s"', async (prefix) => {
  expect((await ask(prefix + (await sign(rsa.privateKey, 'rsa')))).refusal).toBeUndefined();
});

it.each(['$request.header.X-Token', '$request.querystring.token'])(
  'finds the token in %s',
  async (source) => {
    expect((await ask(await sign(rsa.privateKey, 'rsa'), source)).refusal).toBeUndefined();
  },
);

describe('refuses', () => {
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
  it.each([
    ['no token', async () => undefined, 'Bearer'],
    ['an empty token', async () => 'Bearer ', 'Bearer'],
    ['a word', async () => 'Basic abc', 'Bearer scope="" error="invalid_token"'],
    ['an unsigned token', async () => unsigned, 'Bearer scope="" error="invalid_token"'],
    ["another key's token", () => sign(otherRsa.privateKey, 'rsa'), 'Bearer scope="" error="invalid_token"'],
    ['an unknown key id', () => sign(rsa.privateKey, 'nobody'), 'Bearer scope="" error="invalid_token"'],
    ['an elliptic curve', () => sign(ec.privateKey, 'ec', 'ES256'), 'Bearer scope="" error="invalid_token"'],
  ])('%s', async (_, issue, challenge) => {
    const { refusal } = await ask(await issue());
    expect([refusal?.status, refusal?.headers['www-authenticate']]).toEqual([401, challenge]);
  });
});
