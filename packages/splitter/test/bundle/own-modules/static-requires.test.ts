import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleApp, getLith, load, writeApp } from '../temporary-app.ts';

it('chooses among what was loaded, by path, directory, file URL and name', async () => {
  const source = `const fs = require('fs');
const path = require('path');
const app = require('express')();
for (const file of fs.readdirSync(path.join(__dirname, 'routes')).sort()) app.use(require(path.join(__dirname, 'routes', file)));
for (const name of ['./plain', './folder', 'package', 'os']) app.get('/' + path.basename(name), (req, res) => { const it = require(name); res.json(it.name ?? typeof it.hostname); });
app.get('/missing', (req, res) => { require('./none' + req.path); });
app.get('/imported', async (req, res) => { res.json((await import(require('url').pathToFileURL(path.join(__dirname, 'plain.js')).href)).default.name); });
exports.app = app;`;
  const root = writeApp({
    'src/app.js': source,
    'src/routes/users.js': `module.exports = require('express').Router().get('/users', (req, res) => { res.json('users'); });`,
    'src/plain.js': `exports.name = 'plain';`,
    'src/folder/index.js': `exports.name = 'folder';`,
    'node_modules/package/package.json': '{ "name": "package" }',
    'node_modules/package/index.js': `exports.name = 'package';`,
  });
  const file = join(root, 'src/app.js');
  const siteOf = (call: string) => {
    const before = source.slice(0, source.indexOf(call)).split('\n');
    return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const dynamicRequires = [
    { site: siteOf('require(path.join'), resolved: join(root, 'src/routes/users.js') },
    ...['src/plain.js', 'src/folder/index.js', 'node_modules/package/index.js'].map((loaded) => ({
      site: siteOf('require(name)'),
      resolved: join(root, loaded),
    })),
    { site: siteOf('import(require'), resolved: join(root, 'src/plain.js') },
  ];
  const lith = getLith(await bundleApp(root, { entry: 'src/app.js', app: { dynamicRequires } }));
  const ask = await load(lith);
  for (const name of ['users', 'plain', 'folder', 'package']) {
    expect(await ask({ method: 'GET', target: `/${name}` })).toMatchObject({ body: `"${name}"` });
  }
  expect(await ask({ method: 'GET', target: '/os' })).toMatchObject({ body: '"function"' });
  expect(await ask({ method: 'GET', target: '/imported' })).toMatchObject({ body: '"plain"' });
  expect(await ask({ method: 'GET', target: '/missing' })).toMatchObject({ status: 500 });
});
