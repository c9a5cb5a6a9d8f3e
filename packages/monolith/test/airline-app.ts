import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryRepositories, ulidIds } from '@unlith/shared-model';
import { createSeed } from '@unlith/shared-model/seed';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type AirlineParts, createAirline } from '../src/airline.ts';
import { createApp } from '../src/app.ts';
import { lithDescription } from '../src/description.ts';
import type { LogEntry } from '../src/logger.ts';

/** The day of every test, at noon. */
export const now = new Date('2026-11-22T12:00:00.000Z');
export const audience = 'airline';

/** An OIDC issuer of our own: one RS256 key, published over real HTTP. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'RS256', use: 'sig' };
  let keyRequests = 0;
  const server = createServer((req, res) => {
    if (req.url === '/.well-known/openid-configuration') {
      return res.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
    }
    keyRequests += 1;
    res.statusCode = req.url === '/keys' ? 200 : 404;
    res.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const epochSeconds = Math.floor(now.getTime() / 1000);

  return {
    issuer,
    privateKey,
    keyRequests: () => keyRequests,
    /** A token good for an hour, unless claims say otherwise; `undefined` takes a claim out. */
    sign: (subject: string, claims: Record<string, unknown> = {}) =>
      new SignJWT({
        iss: issuer,
        sub: subject,
        aud: audience,
        iat: epochSeconds,
        exp: epochSeconds + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'test' })
        .sign(privateKey),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;

export type TestSettings = { readonly issuer: string; readonly airline?: Partial<AirlineParts> };

/** The app on a seeded airline in memory, and the lines that it logs. */
export function createTestApp({ issuer, airline }: TestSettings) {
  const seed = createSeed({ firstDay: '2026-11-22' });
  const lines: LogEntry[] = [];
  const log = (entry: LogEntry) => void lines.push(entry);
  const { views: viewsDirectory, public: publicDirectory } = lithDescription.assets;
  const logger = { info: log, error: log };
  const parts = {
    ...createMemoryRepositories(seed),
    clock: { now: () => now, wait: async () => {} },
    ids: ulidIds,
    ...airline,
  };
  const app = createApp({
    airline: createAirline(parts, logger),
    settings: { issuer, audience, viewsDirectory, publicDirectory },
    logger,
  });
  return { app, seed, lines };
}

/** The test app behind a real port of 127.0.0.1. */
export async function startTestApp(settings: TestSettings) {
  const test = createTestApp(settings);
  const server = createServer(test.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...test, origin, close: () => new Promise((resolve) => server.close(resolve)) };
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;
