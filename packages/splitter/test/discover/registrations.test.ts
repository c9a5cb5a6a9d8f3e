import { expect, it } from 'vitest';
import { discoverApp } from '../../src/discover/discover-app.ts';
import { listRoutes } from '../../src/discover/list-routes.ts';
import type { DiscoveredRouter, Registration } from '../../src/express-app.ts';
import { writeApp } from './temporary-app.ts';

const source = `const express = require('express');
const app = express();
const h = function h(req, res) { res.end(); };
const log = (req, res, next) => next();
const oops = (error, req, res, next) => next(error);
app.set('strict routing', true);
app.use(log);
app.use('/a', log, [log, h]);
app.use(['/b', '/c'], log);
app.param('id', (req, res, next, id) => next());
app.get(['/list', '/list-too'], h, [log, h]);
app.get(/^\\/re(x)?$/i, (req, res) => res.end());
app.all('/all', h);
app.route('/route').all(log).get(h).post(log, h);
const router = express.Router({ caseSensitive: true, strict: true });
router.options('/options', h);
router.all('/all', h);
router.param('name', (req, res, next) => next());
router.search('/search', h.bind(null));
app.use('/r1', router);
app.use('/r2', log, router);
const admin = express();
admin.get('/admin', h);
const inner = express();
inner.head('/inner', h);
admin.use('/in', inner);
app.use('/sub', admin, log);
app.use('/static', express.static('assets'));
app.use(oops);
module.exports = app;
`;

const expected = `use / log
use /a log
use /a log
use /a h
use /b log
use /c log
param id
GET /list h log h
GET /list-too h log h
GET /^\\/re(x)?$/i <anonymous>
ANY /all h
ANY /route log
GET /route h
POST /route log h
use /r1 router strict caseSensitive
  OPTIONS /options h
  ANY /all h
  param name
  SEARCH /search bound h
use /r2 log
use /r2 router strict caseSensitive
  OPTIONS /options h
  ANY /all h
  param name
  SEARCH /search bound h
use /sub mounted_app
  GET /admin h
  use /in mounted_app
    HEAD /inner h
use /sub log
use /static serveStatic -> assets
use / oops!`;

it.each([4, 5] as const)('of Express %s are read as Express asks them', async (version) => {
  const { root, file } = writeApp({ 'app.js': source, 'assets/x.txt': 'x' }, version);
  const app = await discoverApp({ entry: file('app.js') });
  expect(app.expressVersion).toMatch(new RegExp(`^${version}\\.\\d+\\.\\d+$`));
  expect(print(app.router, root)).toBe(expected);
  expect(app.router.strict).toBe(true);
  const [first, second] = app.router.registrations.flatMap((each) =>
    each.kind === 'use' && each.mounted && typeof each.path === 'string' && each.path.startsWith('/r')
      ? [each.mounted]
      : [],
  );
  expect(first).toBe(second);
  expect(listRoutes(app)).toHaveLength(15);
});

it('are in the order of the stack, whoever has changed it', async () => {
  const { file } = writeApp({
    'app.js': `const app = require('express')();
app.get('/a', (req, res) => res.end());
app.get('/b', (req, res) => res.end());
app.router.stack.reverse();
module.exports = app;`,
  });
  const rows = listRoutes(await discoverApp({ entry: file('app.js') }));
  expect(rows.map(({ path, site }) => [path, site.line])).toEqual([
    ['/b', 3],
    ['/a', 2],
  ]);
});

it('of a second copy of Express are read, too', async () => {
  const { file, link } = writeApp({
    'app.js': `const app = require('express')();
app.use('/old', require('./old'));
module.exports = app;`,
    'old/index.js': `const router = require('express').Router();
router.get('/:id', (req, res) => res.end());
module.exports = router;`,
  });
  link('old/node_modules', 'express-4/node_modules');
  const app = await discoverApp({ entry: file('app.js') });
  expect(app.expressVersion).toMatch(/^5\./);
  expect(listRoutes(app)).toMatchObject([
    { path: '/old/:id', site: { file: file('old/index.js'), line: 2, column: 8 } },
  ]);
});

it('that come after loading are late', async () => {
  const { file } = writeApp({
    'app.mjs': `import express from 'express';
export const app = express();
app.get('/now', (req, res) => res.end());
setTimeout(() => {
  app.get('/later', (req, res) => res.end());
}, 20);`,
  });
  const app = await discoverApp({ entry: file('app.mjs') });
  expect(listRoutes(app).map(({ path }) => path)).toEqual(['/now', '/later']);
  expect(app.lateRegistrations).toEqual([{ file: file('app.mjs'), line: 5, column: 7 }]);
});

function print(router: DiscoveredRouter, root: string, indent = ''): string {
  return router.registrations.flatMap((each) => printOne(each, root, indent)).join('\n');
}

function printOne(each: Registration, root: string, indent: string): string[] {
  if (each.kind === 'param') return [`${indent}param ${each.name}`];
  const path = typeof each.path === 'string' ? each.path : each.path.regexp;
  if (each.kind === 'route')
    return [`${indent}${each.method} ${path} ${each.handlers.map(({ name }) => name).join(' ')}`];
  const { handler, mounted, staticRoot } = each;
  const flags = [mounted?.strict && 'strict', mounted?.caseSensitive && 'caseSensitive'].filter(Boolean);
  const words = [`use ${path} ${handler.name}${handler.handlesErrors ? '!' : ''}`, ...flags];
  if (staticRoot) words.push(`-> ${staticRoot.slice(root.length + 1)}`);
  return [indent + words.join(' '), ...(mounted ? [print(mounted, root, `${indent}  `)] : [])];
}
