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
  const played = suite.play({ url: 'http://127.0.0.1:1', send }, new AbortController().signal);
  return { played: await played.catch((error: unknown) => error), sent };
};

it('gives up on an app that lets us wait for its errors', async () => {
  expect(await playOn(503)).toMatchObject({
    played: {
      code: 'target.failing',
      exitCode: 3,
      message: expect.stringContaining('answered 503 after 0.0 s'),
    },
    sent: 3,
  });
});

it('waits for anything else', async () => {
  const { played, sent } = await playOn(404);
  expect(played).toMatchObject({ scenarios: [{ name: 'get.a' }] });
  expect(sent).toBeGreaterThan(20);
});
