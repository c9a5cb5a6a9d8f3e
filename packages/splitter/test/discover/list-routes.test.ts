import { expect, it } from 'vitest';
import { listRoutes } from '../../src/discover/list-routes.ts';
import type { DiscoveredRouter, ExpressApp, Registration, RoutePath } from '../../src/express-app.ts';

const site = { file: '/app/app.js', line: 1, column: 5 };

const router = (...registrations: Registration[]): DiscoveredRouter => ({
  strict: false,
  caseSensitive: false,
  registrations,
});
const get = (path: RoutePath, ...names: string[]): Registration => ({
  kind: 'route',
  site,
  method: 'GET',
  path,
  handlers: names.map((name) => ({ name, handlesErrors: false })),
});
const use = (
  path: string,
  name: string,
  more: { mounted?: DiscoveredRouter; handlesErrors?: true } = {},
): Registration => ({
  kind: 'use',
  site,
  path,
  handler: { name, handlesErrors: more.handlesErrors ?? false },
  ...(more.mounted && { mounted: more.mounted }),
});
const param = (name: string): Registration => ({ kind: 'param', site, name });

function list(...registrations: Registration[]) {
  const app: ExpressApp = {
    root: '/app',
    entry: '/app/app.js',
    export: { kind: 'value', name: 'default' },
    expressVersion: '5.3.0',
    router: router(...registrations),
    settings: { views: [], viewEngine: undefined, engines: [] },
    modules: [],
    dynamicRequires: [],
    effects: [],
    reads: [],
    lateRegistrations: [],
  };
  return listRoutes(app);
}

it.each<[string, Registration[], string]>([
  ['middleware before it', [use('/', 'log'), get('/x', 'x')], 'log > x'],
  ['no middleware after it', [get('/x', 'x'), use('/', 'log')], 'x'],
  ['its handlers in order', [get('/x', 'guard', 'x')], 'guard > x'],
  ['no error middleware', [use('/', 'oops', { handlesErrors: true }), get('/x', 'x')], 'x'],
  ['middleware above its path', [use('/api', 'key'), get('/api/x', 'x')], 'key > x'],
  ['middleware of any letter case', [use('/API', 'key'), get('/api/x', 'x')], 'key > x'],
  ['no middleware beside its path', [use('/admin', 'guard'), get('/api/x', 'x')], 'x'],
  ['no middleware of half a segment', [use('/ap', 'guard'), get('/api', 'x')], 'x'],
  ['no middleware below its path', [use('/api/x', 'guard'), get('/api', 'x')], 'x'],
  ['middleware below its wildcard', [use('/files/secret', 'guard'), get('/files/*path', 'x')], 'guard > x'],
  ['middleware that its parameter may be', [use('/users/me', 'me'), get('/users/:id', 'x')], 'me > x'],
  [
    'middleware of the routers on the way',
    [use('/', 'log'), use('/api', 'router', { mounted: router(use('/', 'key'), get('/x', 'x')) })],
    'log > key > x',
  ],
  [
    'no middleware of a router beside it',
    [use('/', 'router', { mounted: router(use('/', 'key'), get('/y', 'y')) }), get('/x', 'x')],
    'x',
  ],
])('names %s', (_name, registrations, chain) => {
  expect(
    list(...registrations)
      .find(({ path }) => path !== '/y')
      ?.chain.join(' > '),
  ).toBe(chain);
});

it('joins the paths of mounts, and names them', () => {
  const inner = router(get('/:task', 'show'), get('/', 'list'));
  const outer = router(use('/tasks', 'router', { mounted: inner }));
  expect(
    list(use('/orgs/:org', 'router', { mounted: outer })).map(({ path, mounts }) => [path, mounts]),
  ).toEqual([
    ['/orgs/:org/tasks/:task', ['/orgs/:org', '/tasks']],
    ['/orgs/:org/tasks', ['/orgs/:org', '/tasks']],
  ]);
});

it('names the param handlers of the routers whose paths have the parameter', () => {
  const inner = router(get('/:id', 'show'), param('id'), param('org'));
  const rows = list(
    param('org'),
    param('id'),
    param('i'),
    use('/:org', 'router', { mounted: inner }),
    get('/x/:id', 'x'),
  );
  expect(rows.map(({ path, params }) => [path, params])).toEqual([
    ['/:org/:id', ['org', 'id']],
    ['/x/:id', ['id']],
  ]);
});

it('shows a RegExp by its source', () => {
  expect(list(get({ regexp: '/^\\/y/' }, 'c')).map(({ path }) => path)).toEqual(['/^\\/y/']);
});
