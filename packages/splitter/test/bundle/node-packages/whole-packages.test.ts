import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPackage } from '../../../src/bundle/node-packages/find-package.ts';
import { listClosure } from '../../../src/bundle/node-packages/list-closure.ts';
import { bundleApp, createDirectory, getLith, load, writeApp } from '../temporary-app.ts';

const appOf = (value: string) => `const app = require('express')();
  app.get('/', (req, res) => { res.json(${value}); });
  exports.app = app;`;

it.each([
  [
    'looks for files beside itself',
    `exports.read = () => require('fs').readFileSync(__dirname + '/data.txt', 'utf8');`,
  ],
  [
    'requires what it only knows when it runs',
    `exports.read = (name = 'data') => require('./' + name).text;`,
  ],
])('keeps a package whole that %s', async (reason, source) => {
  const root = writeApp({
    'app.js': appOf(`require('whole').read() + require('plain').name`),
    'node_modules/whole/package.json': '{ "name": "whole", "dependencies": { "deep": "1" } }',
    'node_modules/whole/index.js': `require('deep'); ${source}`,
    'node_modules/whole/data.txt': 'kept ',
    'node_modules/whole/data.js': `exports.text = 'kept ';`,
    'node_modules/whole/node_modules/deep/package.json': '{ "name": "deep" }',
    'node_modules/whole/node_modules/deep/index.js': '',
    'node_modules/plain/package.json': '{ "name": "plain" }',
    'node_modules/plain/index.js': `function named(__dirname) { return __dirname; } exports.name = named('bundled');`,
  });
  const split = await bundleApp(root);
  const lith = getLith(split);
  expect(lith.files.map(({ path }) => path)).toContain('node_modules/whole/data.txt');
  expect(lith.modules.map(({ path }) => path)).toContain('node_modules/plain/index.js');
  expect(split.findings).toMatchObject([{ code: 'split.whole-package', effect: 'note' }]);
  expect(split.findings[0]?.message).toContain(`whole ${reason}`);
  expect(await (await load(lith))({ method: 'GET', target: '/' })).toMatchObject({ body: '"kept bundled"' });
});

it('lays packages out so that each finds the versions that it found', () => {
  const print = (name: string, version: string, ...requires: string[]) => ({
    [`${name}/package.json`]: JSON.stringify({
      name: name.split('/').at(-1),
      version,
      dependencies: Object.fromEntries(requires.map((required) => [required, '*'])),
    }),
    [`${name}/index.js`]: `exports.tree = ['${name.split('/').at(-1)} ${version}', ${requires.map((required) => `require('${required}').tree`)}];`,
  });
  const root = writeApp(
    Object.fromEntries(
      Object.entries({
        ...print('a', '1', 'b', 'c'),
        ...print('b', '1', 'c'),
        ...print('c', '1'),
        ...print('d', '1', 'b', 'c'),
        ...print('d/node_modules/c', '2', 'b'),
        ...print('d/node_modules/b', '2', 'c'),
      }).map(([file, text]) => [`node_modules/${file}`, text.replace("'c').tree", "'c').tree?.[0]")]),
    ),
  );
  const imported = ['a', 'd'].flatMap((name) => findPackage(name, root) ?? []);
  const out = createDirectory();
  for (const { from, to } of listClosure(imported)) {
    cpSync(from, join(out, to), {
      recursive: true,
      filter: (file) => !file.slice(from.length).includes('node_modules'),
    });
  }
  for (const { name } of imported) {
    const [before, after] = [root, out].map(
      (directory) => createRequire(join(directory, 'index.js'))(name).tree,
    );
    expect(after).toEqual(before);
  }
});
