import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineScenario, type ParityReport, playAsFar } from '@unlith/parity';
import { grantPermissions, splitApp } from '@unlith/splitter';
import { expect, it, onTestFinished } from 'vitest';
import { judgeProof, provePermissions } from '../../src/try/prove-permissions.ts';
import { readTables } from '../../src/try/read-tables.ts';
import { fixture } from '../run-unlith.ts';

it('finds a call that nobody granted', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'prove-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const split = join(directory, 'split');
  const manifest = await splitApp({ entry: fixture('orders/src/main.ts'), out: split });
  const steps = ['/stock', '/customers/ada/orders'].map((path) => ({
    name: path,
    request: { method: 'GET', path },
  }));
  const { candidate, denied } = await provePermissions(
    grantPermissions(manifest, {
      schema: 'unlith/evidence@1',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: resources name environment variables so.
      seen: [{ function: 'get-stock', action: 'dynamodb:BatchGetItem', resource: '${STOCK_TABLE}' }],
    }),
    {
      split,
      app: { env: {}, tables: readTables(fixture('orders/tables.json')) },
      credentials: () => undefined,
      seed: undefined,
      play: (target) => playAsFar([defineScenario({ name: 'both', steps })], target),
      tests: undefined,
      defer: (cleanUp) => onTestFinished(async () => void (await cleanUp())),
    },
  );
  expect(denied).toEqual([{ function: 'get-customers-customer-orders', operation: 'Query' }]);
  expect(candidate.playthrough.scenarios[0]?.steps).toMatchObject([
    { response: { status: 200 } },
    { response: { status: 500 } },
  ]);
});

it('counts only differences which are not there anyway', () => {
  const finding = (step: string) => ({ scenario: 'orders', step, where: 'status' });
  const report = (...findings: object[]) => ({ exchanges: 3, findings }) as unknown as ParityReport;
  const played = { candidate: { playthrough: { target: '', scenarios: [] } }, denied: [], durationMs: 1 };
  const narrowed = report(finding('list'), finding('place'));
  expect(judgeProof(played, { narrowed, parity: report(finding('list')) })).toEqual({
    exchanges: 3,
    findings: [finding('place')],
    denied: [],
    durationMs: 1,
  });
});
