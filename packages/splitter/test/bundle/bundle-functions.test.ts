import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleApp, getLith, load, loadLith, writeApp } from './temporary-app.ts';

const get = (target: string) => ({ method: 'GET', target });

it('answers from a bundle, and without what was cut out of a function', async () => {
  const orders = `import { Router } from 'express';
    export const orders = Router();
    orders.get('/', (req, res) => { res.json(['one']); });
    orders.get('/:id', (req, res) => { res.json(req.params.id); });`;
  const root = writeApp({
    'package.json': '{ "type": "module" }',
    'app.js': `import express from 'express';
      import { orders } from './orders.js';
      export const app = express();
      app.use('/orders', orders);
      app.listen(3000);`,
    'orders.js': orders,
  });
  const start = orders.indexOf(".get('/:id'");
  const cuts = new Map([[join(root, 'orders.js'), [{ start, end: orders.length - 1 }]]]);
  const { bundles } = await bundleApp(root, { extracted: [{ name: 'get-orders', cuts }] });
  const [lith, extracted] = await Promise.all(bundles.map(load));
  expect(await extracted?.(get('/orders'))).toEqual(await lith?.(get('/orders')));
  expect(await lith?.(get('/orders/1'))).toMatchObject({ status: 200 });
  expect(await extracted?.(get('/orders/1'))).toMatchObject({ status: 404 });
});

it.each([`'use strict';`, `'use strict'`, `#!/usr/bin/env node\n// Comment\n/* another */ "use strict"`])(
  'knows its own place as the same place below the function: %j',
  async (directive) => {
    const root = writeApp({
      'src/app.js': `${directive}
      const fs = require('fs');
      const app = require('express')();
      app.get('/', (req, res) => { res.json([__dirname, __filename, fs.readFileSync(__dirname + '/../data/a.txt', 'utf8'), (function () { return this; })() === undefined]); });
      exports.app = app;`,
      'data/a.txt': 'shipped',
    });
    const split = await bundleApp(root, { entry: 'src/app.js', lith: { files: [join(root, 'data')] } });
    const { directory } = getLith(split);
    const { body } = await (await load(getLith(split)))(get('/'));
    expect(JSON.parse(body)).toEqual([
      join(directory, 'src'),
      join(directory, 'src/app.js'),
      'shipped',
      true,
    ]);
  },
);

it('lets an ES module make its own __dirname and require, as they do', async () => {
  const root = writeApp({
    'package.json': '{ "type": "module" }',
    'src/app.js': `import { createRequire } from 'node:module';
      import { dirname } from 'node:path';
      import { fileURLToPath } from 'node:url';
      import express from 'express';
      const require = createRequire(import.meta.url);
      const __filename = fileURLToPath(import.meta.url);
      const __dirname = dirname(__filename);
      const { name } = require('./settings.json');
      export const app = express();
      app.get('/', (req, res) => { res.json([name, __dirname, import.meta.filename]); });`,
    'src/settings.json': '{ "name": "settings" }',
  });
  const split = await bundleApp(root, { entry: 'src/app.js' });
  const { directory } = getLith(split);
  const { body } = await (await load(getLith(split)))(get('/'));
  expect(JSON.parse(body)).toEqual(['settings', join(directory, 'src'), join(directory, 'src/app.js')]);
});

it('reads the default export of a CommonJS package as Node.js does, in every text of a module', async () => {
  const text = `import express from 'express';
    import odd from 'odd';
    export const app = express();
    app.get('/', (req, res) => { res.json(typeof odd); });
    app.get('/cut', (req, res) => { res.end(); });`;
  const root = writeApp({
    'package.json': '{ "type": "module" }',
    'app.js': text,
    'node_modules/odd/package.json': '{ "name": "odd" }',
    'node_modules/odd/index.js': `exports.__esModule = true; exports.default = 'the default';`,
  });
  const start = text.indexOf(".get('/cut'");
  const cuts = new Map([[join(root, 'app.js'), [{ start, end: text.length - 1 }]]]);
  const { bundles } = await bundleApp(root, { extracted: [{ cuts }] });
  for (const bundle of bundles)
    expect(await (await load(bundle))(get('/'))).toMatchObject({ body: '"object"' });
});

it('becomes an ES module for an app that awaits at top level', async () => {
  const root = writeApp({
    'package.json': '{ "type": "module" }',
    'app.js': `import { hostname } from 'node:os';
      import express from 'express';
      const greeting = await Promise.resolve('awaited');
      export const app = express();
      app.get('/', (req, res) => { res.json([greeting, typeof hostname(), import.meta.dirname]); });`,
  });
  const split = await bundleApp(root);
  const { file, directory } = getLith(split);
  expect(file).toBe('unlith.mjs');
  expect(readFileSync(join(directory, file), 'utf8')).not.toMatch(/from\s*"node:/);
  expect(await (await load(getLith(split)))(get('/'))).toMatchObject({
    body: JSON.stringify(['awaited', 'string', directory]),
  });
});

it.each([
  [{ kind: 'factory', name: 'createApp' } as const, 'module.exports = { createApp: () => create() };'],
  [{ kind: 'factory', name: 'default' } as const, 'module.exports = async () => create();'],
  [{ kind: 'value', name: 'default' } as const, 'module.exports = create();'],
  [
    { kind: 'value', name: 'default' } as const,
    `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = create();`,
  ],
  [{ kind: 'listen' } as const, 'create().listen(3000);'],
  [{ kind: 'listen' } as const, `setImmediate(() => require('http').createServer(create()).listen(3000));`],
])('takes the app from %o', async (exported, exporting) => {
  const root = writeApp({
    'app.js': `function create() {
        const app = require('express')();
        app.get('/', (req, res) => { res.end('found'); });
        return app;
      }
      ${exporting}`,
  });
  expect(await (await loadLith(root, { app: { export: exported } }))(get('/'))).toMatchObject({
    body: 'found',
  });
});

it('fails for a module that is not there only when it is asked for it', async () => {
  const root = writeApp({
    'app.js': `const app = require('express')();
      app.get('/', (req, res) => { res.end('there'); });
      app.get('/package', (req, res) => { require('optional-driver'); });
      app.get('/file', (req, res) => { require('./' + 'none'); });
      app.use((error, req, res, next) => { res.json([error.code, error.message.split('\\n')[0]]); });
      exports.app = app;`,
  });
  const ask = await loadLith(root);
  expect(await ask(get('/'))).toMatchObject({ body: 'there' });
  expect(await ask(get('/package'))).toMatchObject({
    body: `["MODULE_NOT_FOUND","Cannot find module 'optional-driver'"]`,
  });
  expect(await ask(get('/file'))).toMatchObject({
    body: `["MODULE_NOT_FOUND","Cannot find module './none'"]`,
  });
});

it('keeps the names of classes and functions', async () => {
  const root = writeApp({
    'app.js': `class OutOfStock extends Error { get code() { return this.constructor.name; } }
      const app = require('express')();
      app.get('/', (req, res) => { res.json([new OutOfStock().code, (function stockOf() {}).name]); });
      exports.app = app;`,
  });
  expect(await (await loadLith(root))(get('/'))).toMatchObject({ body: '["OutOfStock","stockOf"]' });
});

it('writes source maps on demand, which lead to the source as it is written', async () => {
  const root = writeApp({ 'app.js': `exports.app = require('express')();` });
  expect(getLith(await bundleApp(root)).files).toEqual([]);
  const { directory, files } = getLith(await bundleApp(root, { sourceMaps: true }));
  expect(files.map(({ path }) => path)).toEqual(['unlith.cjs.map']);
  const { sources, sourcesContent } = JSON.parse(readFileSync(join(directory, 'unlith.cjs.map'), 'utf8'));
  expect(sourcesContent[sources.indexOf('app.js')]).toBe(`exports.app = require('express')();`);
  expect(sources).toContain('node_modules/express/lib/application.js');
  expect(sources.filter((source: string) => source.startsWith('.') || source.startsWith('/'))).toEqual([]);
});

it.each([
  ['app.get(', /Unexpected end of file \(app\.js:1:9\)/],
  [`import './missing.js';`, /Could not resolve ".\/missing\.js" \(app\.js:1:8\)/],
])('says in a sentence what esbuild would not take, and where: %s', async (source, message) => {
  const root = writeApp({ 'app.js': source });
  const split = bundleApp(root);
  await expect(split).rejects.toMatchObject({ name: 'SplitError', code: 'split.bundle' });
  await expect(split).rejects.toThrow(message);
});
