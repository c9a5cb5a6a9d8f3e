import type { Send } from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';
import { expect, it } from 'vitest';
import { createTrialSuite } from '../../src/try/trial-suite.ts';

const route = {
  id: 'GET /a',
  routeKeys: ['GET /a'],
  function: 'get-a',
  source: 'app.js:1:1',
  keptBecause: [],
};
const manifest = { routes: [route], functions: [{ name: 'get-a', routeKeys: ['GET /a'] }] };

const playOn = async (status: number) => {
  let sent = 0;
  const send: Send = async () => {
    sent += 1;
    return { status, headers: [], body: Buffer.alloc(0) };
  };
  const requests = { suite: undefined, generate: {} };
  const suite = createTrialSuite(requests, manifest as unknown as Manifest, { slowMs: 0, errors: 3 });
  const side = await suite.play({ url: 'http://127.0.0.1:1', send }, new AbortController().signal);
  return { compare: () => suite.compare({ baseline: side, candidate: side }), sent };
};

it('gives up on an app that lets us wait for its errors, and reports what had been compared', async () => {
  const { compare, sent } = await playOn(503);
  expect(sent).toBe(3);
  const message = expect.stringContaining('answered 503 after 0.0 s');
  expect(compare).toThrow(
    expect.objectContaining({
      code: 'target.failing',
      exitCode: 3,
      message,
      report: expect.objectContaining({ exchanges: 3 }),
    }),
  );
});

it('waits for anything else', async () => {
  const { compare, sent } = await playOn(404);
  expect(compare()).toMatchObject({ exchanges: sent, scenarios: 1 });
  expect(sent).toBeGreaterThan(20);
});
