import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { discoverApp } from '../../src/discover/discover-app.ts';
import { listRoutes } from '../../src/discover/list-routes.ts';
import { createLineIndex } from '../../src/source/line-index.ts';
import { listCalls } from '../../src/source/list-calls.ts';
import { parseSource } from '../../src/source/parse-source.ts';
import { writeApp } from './temporary-app.ts';

/** Each path once, in the call whose place is asked for. */
const registrations = `
const h = (req, res) => res.end();
const verb = 'post';
app.get('/plain', h);
  app . post ( '/spaces', h);
app
  // a comment
  .put('/chained', h)
  ./* another */delete('/commented', h); app.patch('/same-line', h);
app.delete('/deleted', h); app.delete ('/deleted-spaced', h);
app.get?.('/optional-call', h); app[verb]?.('/optional-computed', h);
(app.get).call(app, '/by-parentheses', h);
app['get']('/computed', h);

app[verb]('/variable', h);
app?.get('/optional', h);
(app).get('/parenthesised', h);
app.get.call(app, '/called', h);
app.get.apply(app, ['/applied', h]);
Reflect.apply(app.get, app, ['/reflected', h]);
['get'].forEach((each) => app[each]('/each', h));
app.route('/route')['get'](h)
  .post(h);
app.get('/ü😀', h), app.get('/after-emoji', h); /* ü😀 */ app.get('/after-comment', h);
const router = express.Router(); router.get('/mounted', h); app.use(\`/m\`, router);
\tapp.get('/tab', h);
new (class { constructor() { this.app = app; this.app.get('/member', h); } })();
`;

const typed = `
interface Unused { readonly text: string }
type Verb = 'get' | 'post';
const widened = app as unknown as { get(path: string, handler: unknown): void };
widened.get('/typed', h as never);
(app as typeof app)!.get('/asserted', (_req: unknown, res: { end(): void }): void => { res.end(); });
abstract class Controller { protected constructor(readonly path: string) { app.get(this.path, h); } }
`;

const dialects: [file: string, source: string, express: 4 | 5][] = [
  [
    'app.cjs',
    `const express = require('express');\nconst app = express();${registrations}module.exports = app;`,
    5,
  ],
  [
    'app.js',
    `'use strict'; const express = require('express'); const app = express();${registrations}module.exports = app;`,
    4,
  ],
  ['app.mjs', `import express from 'express';\nconst app = express();${registrations}export default app;`, 5],
  [
    'app.ts',
    `import express from 'express';\nconst app: any = express();${registrations}${typed}export default app;`,
    4,
  ],
  [
    'app.mts',
    `import express from 'express';\nconst app: any = express();${registrations}${typed}export { app };`,
    5,
  ],
  [
    'app.cts',
    `import express = require('express');\nconst app: any = express();${registrations}${typed}export = app;`,
    5,
  ],
];

it.each(dialects)('are those of the source as written: %s', async (name, source, express) => {
  const written = writeApp({ [name]: source }, express);
  const rows = listRoutes(await discoverApp({ entry: written.file(name) }));
  const calls = listCalls(parseSource(name, source), createLineIndex(source));
  const textOf = (path: string) => {
    const { site } = rows.find((row) => row.path === path) ?? {};
    const call = calls.get(`${site?.line}:${site?.column}`);
    return call && source.slice(call.start, call.end);
  };
  const paths = [...source.matchAll(/'(\/[^/'\n]+)',/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(17);
  for (const path of paths)
    if (path !== '/mounted') expect(textOf(path) ?? path).toMatch(new RegExp(`^.+'${path}'`, 's'));
  expect(textOf('/route')).toBe("['get'](h)");
});

it('are the nearest ones outside of packages, or those of a package that the app only loads', async () => {
  const written = writeApp(
    {
      'package.json': '{"type":"module"}',
      'register.js': 'export const register = (app, path) => app.get(path, (req, res) => res.end());',
      'node_modules/registers/package.json': '{"name":"registers","main":"index.js"}',
      'node_modules/registers/index.js': `exports.on = (app) => app.get('/by-package', (req, res) => res.end());
exports.router = require('express').Router().get('/ready-made', (req, res) => res.end());`,
      'app.js': `import express from 'express';
import { on, router } from 'registers';
import { register } from './register.js';
export const app = express();
register(app, '/by-function');
on(app);
app.use(router);`,
    },
    'none',
  );
  written.link('node_modules/express', 'express-5/node_modules/express');
  const rows = listRoutes(await discoverApp({ entry: written.file('app.js') }));
  expect(
    rows.map(({ path, site }) => [path, site.file.slice(written.root.length + 1), site.line, site.column]),
  ).toEqual([
    ['/by-function', 'register.js', 1, 44],
    ['/by-package', 'app.js', 6, 1],
    ['/ready-made', 'node_modules/registers/index.js', 2, 46],
  ]);
});

it('survive Windows line endings', async () => {
  const source = readFileSync(
    new URL('../fixtures/express-4/windows-line-endings/app.js', import.meta.url),
    'utf8',
  );
  expect(source).toContain('\r\n');
  const { file } = writeApp({ 'app.js': source }, 4);
  const rows = listRoutes(await discoverApp({ entry: file('app.js') }));
  const calls = listCalls(parseSource('app.js', source), createLineIndex(source));
  for (const { site } of rows) expect(calls.has(`${site.line}:${site.column}`)).toBe(true);
});
