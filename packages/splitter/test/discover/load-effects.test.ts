import { expect, it } from 'vitest';
import { discoverApp } from '../../src/discover/discover-app.ts';
import { writeApp } from './temporary-app.ts';

const source = `const express = require('express');
const timers = require('node:timers');
const { once } = require('node:events');
const app = express();
setInterval(() => {}, 1000);
setTimeout(() => {}, 60_000).unref();
timers.setTimeout(() => {}, 60_000);
clearTimeout(setTimeout(() => {}, 60_000));
setTimeout(() => {}, 1);
setImmediate(() => {});
process.on('SIGTERM', () => {}).once('exit', () => {});
require('listens');
app.use(require('express-session')({ secret: 's', resave: false, saveUninitialized: false }));
app.use(require('express-rate-limit').rateLimit());
const server = require('node:http').createServer(app);
new (require('ws').WebSocketServer)({ server });
once(server, 'listening').then(() => server.emit('tried', server.address().port));
server.listen(4321);
`;

it.each([4, 5] as const)('are noted once each with their place, beside Express %s', async (version) => {
  const { file, link } = writeApp(
    {
      'app.js': source,
      'node_modules/listens/package.json': '{"name":"listens","main":"index.js"}',
      'node_modules/listens/index.js':
        "process.on('exit', () => {}); setTimeout(() => {}, 60000).unref(); setInterval(() => {}, 60000).unref();",
    },
    'none',
  );
  for (const name of ['express', 'express-session', 'express-rate-limit', 'ws']) {
    link(`node_modules/${name}`, `express-${version}/node_modules/${name}`);
  }
  const { effects, ...app } = await discoverApp({ entry: file('app.js') });
  expect(app.export).toEqual({ kind: 'listen' });
  expect(effects.map(({ kind, what, site }) => `${site.line}:${site.column} ${kind} ${what}`)).toEqual([
    '5:1 timer setInterval',
    '6:1 timer setTimeout',
    '7:8 timer setTimeout',
    "11:9 process-listener process.on('SIGTERM')",
    "11:33 process-listener process.on('exit')",
    '13:35 memory-session express-session MemoryStore',
    '14:39 memory-rate-limit express-rate-limit MemoryStore',
    "16:1 upgrade-listener server.on('upgrade')",
    '18:8 listen listen',
  ]);
});

it.each<[string, Record<string, string>, [string, string][]]>([
  [
    'require(expression)',
    {
      'app.js': `const fs = require('fs');
const app = require('express')();
for (const name of fs.readdirSync(__dirname + '/routes')) require('./routes/' + name)(app);
require(\`./plain\`); require.resolve('./plain');
module.exports = app;`,
      'plain.js': '',
      'routes/a.js': 'module.exports = () => require("../plain");',
      'routes/b.js': 'module.exports = () => {};',
    },
    [
      ['app.js:3:59', 'routes/a.js'],
      ['app.js:3:59', 'routes/b.js'],
    ],
  ],
  [
    'import(expression)',
    {
      'package.json': '{"type":"module"}',
      'app.ts': `import express from 'express';
import './plain.ts';
export const app = express();
const names: string[] = ['a', 'b'];
for (const name of names) await import(\`./routes/\${name}.ts\`);
await import('./plain.ts');`,
      'plain.ts': 'export {};',
      'routes/a.ts': 'export const a: number = 1;',
      'routes/b.ts': 'export {};',
    },
    [
      ['app.ts:5:33', 'routes/a.ts'],
      ['app.ts:5:33', 'routes/b.ts'],
    ],
  ],
  [
    'import(expression) from CommonJS, and a package by expression',
    {
      'app.js': `const app = require('express')();
const parser = 'cookie-' + 'parser';
app.use(require(parser)());
module.exports = async () => {
  await import('./' + 'late.mjs');
  return app;
};`,
      'late.mjs': 'export {};',
    },
    [
      ['app.js:3:9', 'cookie-parser'],
      ['app.js:5:9', 'late.mjs'],
    ],
  ],
])('%s is told with what it loaded', async (_name, files, expected) => {
  const { root, file } = writeApp(files);
  const entry = 'app.ts' in files ? 'app.ts' : 'app.js';
  const { dynamicRequires } = await discoverApp({ entry: file(entry) });
  const told = dynamicRequires.map(({ site, resolved }) => [
    `${site.file.slice(root.length + 1)}:${site.line}:${site.column}`,
    /[\\/]node_modules[\\/]([^\\/]+)[\\/][^\\/]+$/.exec(resolved)?.[1] ?? resolved.slice(root.length + 1),
  ]);
  expect(told).toEqual(expected);
});
