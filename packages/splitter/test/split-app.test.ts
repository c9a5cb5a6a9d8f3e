import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readManifest } from '../src/manifest/index.ts';
import { splitApp } from '../src/split-app.ts';
import { createDirectory, writeApp } from './bundle/temporary-app.ts';

const app = {
  'package.json': '{ "type": "module" }',
  'src/app.ts': `import express from 'express';
import { flights } from './flights.ts';
export const app = express();
app.set('views', import.meta.dirname + '/../views');
app.set('view engine', 'ejs');
app.use('/flights', flights);
app.get('/page', (req, res) => { res.render('page'); });
`,
  'src/flights.ts': `import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { Router } from 'express';
const client = new DynamoDBClient({});
export const flights = Router();
flights.get('/', async (req, res) => {
  res.json((await client.send(new QueryCommand({ TableName: process.env.FLIGHTS_TABLE }))).Items);
});
`,
  'views/page.ejs': '<p>page</p>',
};

/** Every file of a directory with its content. */
function readAll(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true }).map(String).sort();
  return Object.fromEntries(
    files
      .filter((file) => statSync(join(directory, file)).isFile())
      .map((file) => [file, readFileSync(join(directory, file), 'latin1')]),
  );
}

it('writes the same bytes for the same app, wherever that lies', async () => {
  const splits = [];
  for (const name of ['split', 'another/place']) {
    const out = join(createDirectory(), name);
    const manifest = await splitApp({ entry: join(writeApp(app), 'src/app.ts'), out });
    expect(await readManifest(join(out, 'manifest.json'))).toEqual(manifest);
    splits.push(readAll(out));
  }
  expect(splits[0]).toEqual(splits[1]);
});

it('grants what was seen, and tells it from what the code could do', async () => {
  const evidence = join(createDirectory(), 'evidence.json');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a resource names its environment variable so.
  const seen = { action: 'dynamodb:Query', resource: '${FLIGHTS_TABLE}' };
  writeFileSync(
    evidence,
    JSON.stringify({ schema: 'unlith/evidence@1', seen: [{ function: 'GET /flights', ...seen }] }),
  );
  const out = join(createDirectory(), 'split');
  const { functions } = await splitApp({ entry: join(writeApp(app), 'src/app.ts'), out, evidence });
  const flights = functions.find(({ routeKeys }) => routeKeys.includes('GET /flights'));
  expect(flights?.permissions).toEqual({
    possible: ['dynamodb:Query'],
    seen: [seen],
    granted: [{ actions: [seen.action], resource: seen.resource }],
  });
});

it('ships the root of an app that serves it, but no split of it', async () => {
  const root = writeApp({
    'index.js': `const express = require('express');
module.exports = express().use(express.static(__dirname));
`,
    'app.js': `module.exports = require('./index.js');`,
    'pages/index.html': '<p>page</p>',
    'unlith.cjs': 'a file of the app',
  });
  const listFiles = async () => {
    const out = join(root, 'split');
    const { functions } = await splitApp({ entry: join(root, 'app.js'), out });
    expect(readFileSync(join(out, 'functions/lith/unlith.cjs'), 'utf8')).toContain('captureListen');
    return functions[0]?.files.map(({ path }) => path);
  };
  const files = await listFiles();
  expect(files).toEqual(['app.js', 'index.js', 'package.json', 'pages/index.html']);
  expect(await listFiles()).toEqual(files);
});

it.each([
  ['no file', { entry: 'nowhere.js' }, 'split.no-entry'],
  ['no such evidence', { evidence: 'nowhere.json' }, 'split.evidence'],
  ['no such step', { slimming: { without: ['mime'] } }, 'split.slimming'],
])('writes nothing when there is %s', async (_, wrong, code) => {
  const parent = createDirectory();
  const entry = join(writeApp(app), 'src/app.ts');
  const split = splitApp({ entry, out: join(parent, 'split'), ...wrong });
  await expect(split).rejects.toMatchObject({ name: 'SplitError', code });
  expect(readdirSync(parent)).toEqual([]);
});

it('leaves the previous split whole when it is killed before it has put the new one in its place', async () => {
  const parent = createDirectory();
  const out = join(parent, 'split');
  const entry = join(writeApp(app), 'src/app.ts');
  await splitApp({ entry, out });
  const before = readAll(out);
  const source = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { splitApp } from ${JSON.stringify(new URL('../src/split-app.ts', import.meta.url).href)};
    fs.renameSync = () => process.kill(process.pid, 'SIGKILL');
    syncBuiltinESMExports();
    await splitApp(${JSON.stringify({ entry, out, options: { layout: { kind: 'lith' } } })});`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    stdio: 'ignore',
  });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  expect(readdirSync(parent)).toEqual([expect.stringMatching(/^\.split\.unlith-work-/), 'split']);
  expect(readAll(out)).toEqual(before);
  await splitApp({ entry, out });
  expect(readAll(out)).toEqual(before);
  expect(readdirSync(parent)).toEqual(['split']);
});
