import { describe, expect, it } from 'vitest';
import { planSplit } from '../../src/plan/plan-split.ts';
import type { Layout, SplitOptions } from '../../src/split-plan.ts';
import { buildApp, type RouterBuilder } from './build-app.ts';
import { planFiles, sourcesOf, toApp, toFacts } from './plan-sources.ts';

const noSource = { modules: new Map(), files: new Map() };
const asked: SplitOptions = { layout: { kind: 'per-route' }, accept: [], shake: 'packages', keepImports: [] };

function plan(build: (router: RouterBuilder) => void, layout: Layout) {
  return planSplit(buildApp(build), noSource, { ...asked, layout });
}

/** Name of the function -> ids of its routes. */
function functionsOf(build: (router: RouterBuilder) => void, layout: Layout) {
  const { functions } = plan(build, layout);
  return Object.fromEntries(
    functions.filter(({ kind }) => kind === 'extracted').map(({ name, routes }) => [name, routes]),
  );
}

const airline = (router: RouterBuilder) =>
  router
    .route('GET', '/')
    .route('GET', '/api/v1/flights')
    .route('POST', '/api/v1/bookings')
    .route('GET', '/api/v1/bookings/:id')
    .route('GET', '/api/v1/bookings/:other')
    .route('GET', { regexp: '/^\\/x/' });

describe('layouts', () => {
  it('lith keeps all', () => expect(functionsOf(airline, { kind: 'lith' })).toEqual({}));

  it('per-route is one a route key', () => {
    expect(functionsOf(airline, { kind: 'per-route' })).toEqual({
      get: ['GET /'],
      'get-api-v1-flights': ['GET /api/v1/flights'],
      'post-api-v1-bookings': ['POST /api/v1/bookings'],
      // To the gateway, names of parameters make no difference.
      'get-api-v1-bookings-id': ['GET /api/v1/bookings/:id', 'GET /api/v1/bookings/:other'],
    });
  });

  it('per-resource goes by the first segment that says more than where the API is', () => {
    expect(functionsOf(airline, { kind: 'per-resource' })).toEqual({
      root: ['GET /'],
      'api-v1-flights': ['GET /api/v1/flights'],
      'api-v1-bookings': ['POST /api/v1/bookings', 'GET /api/v1/bookings/:id', 'GET /api/v1/bookings/:other'],
    });
  });

  it('custom goes by ids and route keys', () => {
    const functions = new Map([['reads', ['GET /api/v1/flights', 'GET /api/v1/bookings/{id}']]]);
    const found = plan(airline, { kind: 'custom', name: 'mine', functions });
    expect(found).toMatchObject({ layout: 'mine', functions: [{ name: 'lith' }, { name: 'reads' }] });
    expect(found.functions[1]?.routes).toEqual([
      'GET /api/v1/flights',
      'GET /api/v1/bookings/:id',
      'GET /api/v1/bookings/:other',
    ]);
  });

  it.each<[string, Readonly<Record<string, string[]>>, RegExp]>([
    ['a route that is not there', { one: ['GET /api/v1/flight'] }, /no such route.*GET \/api\/v1\/flights/],
    [
      'a route key twice',
      { one: ['POST /api/v1/bookings'], two: ['POST /api/v1/bookings'] },
      /both one and two/,
    ],
  ])('custom refuses %s', (_, functions, message) => {
    const layout: Layout = { kind: 'custom', name: 'mine', functions: new Map(Object.entries(functions)) };
    expect(() => plan(airline, layout)).toThrow(message);
  });

  it('one line of the source is one function', () => {
    const site = { file: '/app/src/app.js', line: 99, column: 7 };
    const loop = (router: RouterBuilder) => router.route('GET', '/a', site).route('GET', '/b', site);
    expect(functionsOf(loop, { kind: 'per-route' })).toEqual({ 'get-a': ['GET /a', 'GET /b'] });
  });

  it('names are unique and no longer than 64', () => {
    const long = `/${'segment-'.repeat(9)}`;
    const build = (router: RouterBuilder) =>
      router.route('GET', `${long}a`).route('GET', `${long}b`).route('GET', '/a.b').route('GET', '/a-b');
    const names = Object.keys(functionsOf(build, { kind: 'per-route' }));
    expect(new Set(names).size).toBe(4);
    expect(names.every((name) => /^[a-z0-9-]{1,64}$/.test(name))).toBe(true);
  });
});

describe('routes that have no function', () => {
  it.each<[string, string, string]>([
    ['GET', '/:from-:to', 'split.partial-segment'],
    ['GET', '/a/*b/c', 'split.partial-segment'],
    ['GET', '/{*all}', 'split.catch-all'],
    ['GET', '/a b', 'split.unroutable-path'],
    ['OPTIONS', '/a', 'split.unroutable-method'],
    ['PURGE', '/a', 'split.unroutable-method'],
  ])('%s %s: %s', (method, path, code) => {
    const { routes, findings } = plan((router) => router.route(method, path), { kind: 'per-route' });
    expect(routes).toMatchObject([{ function: 'lith', keptBecause: [code] }]);
    expect(findings).toMatchObject([
      { code, effect: 'kept', source: 'src/app.js:1:5', routes: [`${method} ${path}`] },
    ]);
  });

  it('notes a route behind one that takes all of its requests', () => {
    const { findings, routes } = plan((router) => router.route('GET', '/a/:id').route('GET', '/a/me'), {
      kind: 'per-route',
    });
    expect(findings).toMatchObject([{ code: 'split.shadowed-route', effect: 'note', routes: ['GET /a/me'] }]);
    expect(routes.map((route) => route.function)).toEqual(['get-a-id', 'get-a-me']);
  });

  it('does not take a route for another that a strict router tells from it', () => {
    const strict = plan(
      (router) =>
        router.mount('/', (inner) => inner.route('GET', '/a').route('GET', '/a/'), { strict: true }),
      { kind: 'per-route' },
    );
    expect(strict.findings.map(({ code }) => code)).toEqual(['split.unroutable-path']);
  });

  it('notes routes that one line registers, which are one function', () => {
    const site = { file: '/app/src/app.js', line: 7, column: 5 };
    const { findings, routes } = plan(
      (router) => router.route('GET', '/a', site).route('GET', '/b', site).route('GET', '/c'),
      { kind: 'per-route' },
    );
    expect(findings).toMatchObject([
      { code: 'split.shared-site', effect: 'note', source: 'src/app.js:7:5', routes: ['GET /a', 'GET /b'] },
    ]);
    expect(routes.map((route) => route.function)).toEqual(['get-a', 'get-a', 'get-c']);
  });
});

describe('what a function keeps beside its route', () => {
  const files = {
    'app.js': `import express from 'express';
import { log, auth, audit, a, b, c } from './lib.js';
import adminRouter from './admin.js';
import quietRouter from './quiet.js';
const app = express();
app.use(log);
app.use('/a', audit);
app.use('/b', auth);
app.get('/:any', a);
app.post('/a', b);
app.get('/a', c);
app.use('/a', adminRouter);
app.use('/', quietRouter);
export default app;`,
    'lib.js': ['log', 'auth', 'audit', 'a', 'b', 'c']
      .map((name) => `export const ${name} = () => '${name}';`)
      .join('\n'),
    'admin.js': `import { Router } from 'express';\nconst router = Router();\nrouter.use((q, s, n) => n());\nrouter.get('/deep/x', (q, s) => s.end());\nexport default router;`,
    'quiet.js': `import { Router } from 'express';\nconst router = Router();\nrouter.get('/elsewhere/x', (q, s) => s.end());\nexport default router;`,
  };

  it('is what could meet its requests, in the order as written', () => {
    const left = sourcesOf(planFiles(files), files, 'GET /a');
    expect(left['app.js']).toBe(`import express from 'express';
import { log, audit, a, c } from './lib.js';
import adminRouter from './admin.js';
const app = express();
app.use(log);
app.use('/a', audit);
app.get('/:any', a);
app.get('/a', c);
app.use('/a', adminRouter);
export default app;`);
    expect(Object.keys(left)).toEqual(['admin.js', 'app.js', 'lib.js']);
    expect(left['admin.js']).not.toContain('/deep/x');
  });

  it('is every method of its paths once something changes methods', () => {
    const changed = {
      ...files,
      'lib.js': `${files['lib.js']}\nexport const override = (q) => { q.method = 'PUT'; };`,
    };
    expect(sourcesOf(planFiles(changed), changed, 'GET /a')['app.js']).toContain(`app.post('/a', b);`);
  });

  it('is the environment that its code reads', () => {
    const source = `import express from 'express';
const { ONE, TWO: two } = process.env;
const app = express();
app.get('/a', (q, s) => s.json([ONE, process.env.THREE]));
app.get('/b', (q, s) => s.json(process.env['FOUR']));
export default app;`;
    const [lith, a, b] = planFiles({ 'app.js': source }).functions;
    expect([lith?.environment, a?.environment, b?.environment]).toEqual([
      ['FOUR', 'ONE', 'THREE', 'TWO'],
      ['ONE', 'THREE', 'TWO'],
      ['FOUR'],
    ]);
  });
});

describe('files to ship', () => {
  const files = {
    'app.js': `import express from 'express';\nimport { join } from 'node:path';\nconst app = express();\napp.use('/', serve);\napp.get('/page', (q, s) => s.render('page'));\napp.get('/api/x', (q, s) => s.json(1));\napp.get('/terms', (q, s) => s.sendFile(join(import.meta.dirname, 'terms.txt')));\nexport default app;`,
  };

  it('are templates, static files that could answer, and what the code names', () => {
    const app = toApp(files, { settings: { views: ['/app/views'], viewEngine: 'ejs', engines: [] } });
    const [use, ...others] = app.router.registrations;
    const served = {
      ...app,
      router: {
        ...app.router,
        registrations: [{ ...use, staticRoot: '/app/public' } as typeof use & object, ...others],
      },
    };
    const there = new Map([
      ['/app/views', { directory: true, entries: ['page.ejs'] }],
      ['/app/public', { directory: true, entries: ['page.html', 'logo.svg'] }],
      ['/app/terms.txt', { directory: false, entries: [] }],
    ]);
    const { functions } = planSplit(served, { ...toFacts(served, files), files: there }, asked);
    expect(Object.fromEntries(functions.map(({ name, files: shipped }) => [name, shipped]))).toEqual({
      lith: ['/app/public', '/app/terms.txt', '/app/views'],
      'get-page': ['/app/public', '/app/views'],
      'get-api-x': [],
      'get-terms': ['/app/terms.txt'],
    });
  });
});
