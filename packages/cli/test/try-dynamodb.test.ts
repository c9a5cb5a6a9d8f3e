import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TryReport } from '../src/try/try-report.ts';
import { runHere } from './run-here.ts';
import { fixture, withDirectory } from './run-unlith.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: resources name environment variables so.
const recipes = '${RECIPES_TABLE}';
const stock = '${STOCK_TABLE}';
const orders = '${ORDERS_TABLE}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

describe('unlith try on an app that keeps its data in DynamoDB', () => {
  it.each([
    [
      'CommonJS, tables as AWS describes them',
      { app: 'recipes', entry: 'server.js', seed: 'seed.js' },
      ['--read-only'],
      {
        'get-recipes': [{ actions: ['dynamodb:Scan'], resource: recipes }],
        'get-recipes-id': [{ actions: ['dynamodb:GetItem'], resource: recipes }],
        'get-tags-tag': [{ actions: ['dynamodb:Query'], resource: `${recipes}/index/by-tag` }],
        'get-health': [],
      },
    ],
    [
      'TypeScript, batches and transactions',
      { app: 'orders', entry: 'src/main.ts', seed: 'seed.ts' },
      [],
      {
        'get-customers-customer-orders': [{ actions: ['dynamodb:Query'], resource: orders }],
        'get-stock': [{ actions: ['dynamodb:BatchGetItem'], resource: stock }],
        'post-customers-customer-orders': [
          { actions: ['dynamodb:PutItem'], resource: orders },
          { actions: ['dynamodb:UpdateItem'], resource: stock },
        ],
      },
    ],
  ])(
    '%s: grants what was seen, and proves that it suffices',
    async (_, { app, entry, seed }, more, granted) => {
      await withDirectory(async (out) => {
        const file = (name: string) => fixture(`${app}/${name}`);
        const words = ['--tables', file('tables.json'), '--seed', file(seed), '--out', out, ...more];
        const { code, stdout } = await runHere(['try', file(entry), ...words]);
        expect(stdout).toMatch(/no others: \d+ requests, 0 new findings, 0 refusals/);
        expect(code).toBe(0);
        const report: TryReport = JSON.parse(await readFile(join(out, 'try.json'), 'utf8'));
        expect(report).toMatchObject({ parity: { findings: [] }, proof: { findings: [], denied: [] } });
        expect(report.proof?.exchanges).toBe(report.parity.exchanges);
        const { functions } = report.manifest;
        expect(
          Object.fromEntries(functions.map(({ name, permissions }) => [name, permissions.granted])),
        ).toMatchObject(granted);
      });
    },
  );
});
