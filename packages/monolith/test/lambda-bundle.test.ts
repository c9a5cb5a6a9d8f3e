import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { lithDescription } from '../src/description.ts';
import type { LambdaHandler } from '../src/lambda-handler.ts';
import { context, createEvent } from './lambda-event.ts';

let directory: string;
let handler: LambdaHandler;

/** Bundled as infra does it: one CommonJS file, with the views and public files beside it and nothing else. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lith-'));
  const outfile = join(directory, 'index.cjs');
  await build({
    entryPoints: [lithDescription.entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'error',
  });
  for (const [name, source] of Object.entries(lithDescription.assets)) {
    await cp(source, join(directory, name), { recursive: true });
  }
  vi.stubEnv('JWT_ISSUER', 'https://login.example.com');
  vi.stubEnv('JWT_AUDIENCE', 'airline');
  vi.stubEnv('FLIGHTS_TABLE', 'flights');
  vi.stubEnv('BOOKINGS_TABLE', 'bookings');
  vi.stubEnv('LOYALTY_TABLE', 'loyalty');
  vi.stubEnv('STATISTICS_TABLE', 'statistics');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  handler = createRequire(import.meta.url)(outfile).handler;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

it('renders its views', async () => {
  const { statusCode, body } = await handler(createEvent({ rawPath: '/bookings' }), context);
  expect(statusCode).toBe(401);
  expect(body).toContain('<h1>Sign in</h1>');
});

it('serves its files', async () => {
  const { statusCode, headers } = await handler(createEvent({ rawPath: '/public/styles.css' }), context);
  expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
});

it('answers for the gateway', async () => {
  const { statusCode, body } = await handler(createEvent({ rawPath: '/api/nothing' }), context);
  expect([statusCode, body]).toEqual([404, '{"message":"Not Found"}']);
});
