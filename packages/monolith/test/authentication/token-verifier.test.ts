import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier, type VerifyToken } from '../../src/authentication/token-verifier.ts';
import { audience, type Issuer, now, startIssuer } from '../airline-app.ts';

const seconds = Math.floor(now.getTime() / 1000);
const clock = { now: () => now };

let issuer: Issuer;
let verifyToken: VerifyToken;

beforeAll(async () => {
  issuer = await startIssuer();
  verifyToken = createTokenVerifier({ ...issuer, audience, clock });
});

afterAll(() => issuer.close());

describe('claims', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['good', {}, 'customer'],
    ['one of several audiences', { aud: ['other', audience] }, 'customer'],
    ['client_id, without aud', { aud: undefined, client_id: audience }, 'customer'],
    ['no nbf and no iat', { iat: undefined }, 'customer'],
    ['another audience', { aud: 'other' }, 'wrong-audience'],
    ['another audience, with a fitting client_id', { aud: 'other', client_id: audience }, 'wrong-audience'],
    ['no audience at all', { aud: undefined }, 'wrong-audience'],
    ['expired this second', { exp: seconds }, 'expired'],
    ['expired, and for others', { exp: 1, aud: 'other' }, 'wrong-audience'],
    ['not yet valid, and for others', { nbf: seconds + 1, aud: 'other' }, 'wrong-audience'],
    ['another issuer, and expired', { iss: 'https://login.example.com', exp: 1 }, 'invalid'],
    ['no expiry', { exp: undefined }, 'invalid'],
    ['not yet valid', { nbf: seconds + 1 }, 'invalid'],
    ['issued in the future', { iat: seconds + 1 }, 'invalid'],
    ['another issuer', { iss: 'https://login.example.com' }, 'invalid'],
    ['no subject', { sub: undefined }, 'invalid'],
  ])('%s', async (_name, claims, outcome) => {
    expect(await verifyToken(await issuer.sign('alice', claims))).toMatchObject({ outcome });
  });

  it('name the customer and the end of the session', async () => {
    expect(await verifyToken(await issuer.sign('alice'))).toEqual({
      outcome: 'customer',
      customerId: 'alice',
      expiresAt: new Date((seconds + 3600) * 1000),
    });
  });
});

describe('signatures', () => {
  const claims = () => ({ iss: issuer.issuer, sub: 'alice', aud: audience, exp: seconds + 60 });
  const sign = (alg: string, key: Parameters<SignJWT['sign']>[0], kid = 'test') =>
    new SignJWT(claims()).setProtectedHeader({ alg, kid }).sign(key);

  it('by another key, by an unknown key and by a shared secret are invalid', async () => {
    const stranger = await generateKeyPair('RS256');
    const { n } = await exportJWK(stranger.publicKey);
    const tokens = [
      await sign('RS256', stranger.privateKey),
      await sign('RS256', stranger.privateKey, 'unknown'),
      await sign('HS256', new TextEncoder().encode(n)),
      await sign('PS256', (await generateKeyPair('PS256')).privateKey),
    ];
    for (const token of tokens) expect(await verifyToken(token)).toEqual({ outcome: 'invalid' });
  });

  it.each(['x', 'a.b.c', 'Basic abc', 'eyJhbGciOiJub25lIn0.e30.'])('%s is no token', async (token) => {
    expect(await verifyToken(token)).toEqual({ outcome: 'invalid' });
  });

  it.each([undefined, ''])('no token: %j', async (token) => {
    expect(await verifyToken(token)).toEqual({ outcome: 'missing' });
  });
});

describe('keys', () => {
  it('are fetched once for many tokens', async () => {
    const own = await startIssuer();
    const verify = createTokenVerifier({ ...own, audience, clock });
    for (const subject of ['alice', 'bob', 'carol']) await verify(await own.sign(subject));
    await own.close();
    expect(own.keyRequests()).toBe(1);
  });

  it('that cannot be fetched are told apart from a bad token', async () => {
    const own = await startIssuer();
    const token = await own.sign('alice', { iss: own.issuer });
    await own.close();
    const verify = createTokenVerifier({ ...own, audience, clock });
    expect(await verify(token)).toMatchObject({ outcome: 'keys-unavailable', cause: expect.any(Error) });
    const astray = createTokenVerifier({ issuer: `${issuer.issuer}/astray`, audience, clock });
    expect(await astray(token)).toMatchObject({ outcome: 'keys-unavailable', cause: expect.any(Error) });
  });
});
