import { describe, expect, it } from 'vitest';
import { createRouteTable } from '../../src/plan/route-table.ts';
import { buildApp } from './build-app.ts';

const express4 = '4.22.1';
const express5 = '5.3.0';

describe('route keys of a path', () => {
  it.each<[string, string, readonly string[]]>([
    [express5, '/', ['/']],
    [express5, '', ['/']],
    [express5, '/api/bookings', ['/api/bookings']],
    [express5, '/api/bookings/', ['/api/bookings']],
    [express5, '/api/bookings/:id', ['/api/bookings/{id}']],
    [express5, '/:a/:b', ['/{a}/{b}']],
    [express5, '/flights/:from/to/:to', ['/flights/{from}/to/{to}']],
    [express5, '/opt{/:id}', ['/opt/{id}', '/opt']],
    [express5, '/a{/b}{/c}', ['/a/b/c', '/a/b', '/a/c', '/a']],
    [express5, '/a{/:b{/:c}}', ['/a/{b}/{c}', '/a/{b}', '/a']],
    [express5, '/a{b}', ['/ab', '/a']],
    [express5, '/a{/}', ['/a']],
    [express5, '/files/*path', ['/files/{path+}']],
    [express5, '/root{/*splat}', ['/root/{splat+}', '/root']],
    [express5, '/:"my name"', ['/{myname}']],
    [express5, '/:"ü"', ['/{param}']],
    [express5, '/:id/:"i d"', ['/{id}/{id2}']],
    [express5, '/a\\:b', ['/a:b']],
    [express5, '/a.b~c', ['/a.b~c']],
    [express5, '/report.:format', []],
    [express5, '/:from-:to', []],
    [express5, '/files/*path/edit', []],
    [express5, '/v:version', []],
    [express5, '/a b', []],
    [express5, '/café', []],
    [express5, '/a%20b', []],
    [express5, '/a//b', []],
    [express5, 'api', []],
    [express4, '/', ['/']],
    [express4, '/api/bookings', ['/api/bookings']],
    [express4, '/api/bookings/?', ['/api/bookings']],
    [express4, '/bookings/:id', ['/bookings/{id}']],
    [express4, '/bookings/:id?', ['/bookings/{id}', '/bookings']],
    [express4, '/:a?/:b?', ['/{a}/{b}', '/{a}', '/']],
    [express4, '/:id(\\d+)', ['/{id}']],
    [express4, '/:id([0-9a-f]{24})', ['/{id}']],
    [express4, '/:kind(one|two)/x', ['/{kind}/x']],
    [express4, '/:slug([^/]+)', ['/{slug}']],
    [express4, '/:id(\\d*)', []],
    [express4, '/:path(*)', []],
    [express4, '/:path(.*)', []],
    [express4, '/files/*', ['/files/{proxy+}']],
    [express4, '*', ['/{proxy+}', '/']],
    [express4, '/*', ['/{proxy+}', '/']],
    [express4, '/files/*/edit', []],
    [express4, '/ab?cd', []],
    [express4, '/ab+cd', []],
    [express4, '/ab*cd', []],
    [express4, '/a(bc)?d', []],
    [express4, '/a|/b', []],
    [express4, '/:from-:to', []],
    [express4, '/:file.:extension', []],
    [express4, '/:id/:id', ['/{id}/{id2}']],
  ])('Express %s %s', (expressVersion, path, expected) => {
    const [route] = createRouteTable(
      buildApp((router) => router.route('POST', path), { expressVersion }),
    ).routes;
    expect(route?.routeKeys).toEqual(expected.map((key) => `POST ${key}`));
  });

  it.each<[string, readonly string[]]>([
    ['GET', ['GET /a', 'HEAD /a']],
    ['HEAD', ['HEAD /a']],
    ['ANY', ['ANY /a']],
    ['OPTIONS', []],
    ['PURGE', []],
    ['TRACE', []],
  ])('of the method %s', (method, expected) => {
    expect(createRouteTable(buildApp((router) => router.route(method, '/a'))).routes[0]?.routeKeys).toEqual(
      expected,
    );
  });

  it('takes in the mounts above a route, their params included', () => {
    const app = buildApp((router) =>
      router.mount('/customers/:customerId', (customer) =>
        customer.route('GET', '/').route('GET', '/bookings/:id').route('GET', '/:customerId'),
      ),
    );
    expect(createRouteTable(app).routes.map(({ id, routeKeys }) => [id, routeKeys[0]])).toEqual([
      ['GET /customers/:customerId', 'GET /customers/{customerId}'],
      ['GET /customers/:customerId/bookings/:id', 'GET /customers/{customerId}/bookings/{id}'],
      ['GET /customers/:customerId/:customerId', 'GET /customers/{customerId}/{customerId2}'],
    ]);
  });

  it('has none for a strict route that ends with a slash, and numbers routes of one name', () => {
    const app = buildApp((router) =>
      router.mount('/', (strict) => strict.route('GET', '/a/').route('GET', '/a').route('GET', '/a'), {
        strict: true,
      }),
    );
    expect(createRouteTable(app).routes.map(({ id, routeKeys }) => [id, routeKeys.length])).toEqual([
      ['GET /a/', 0],
      ['GET /a', 2],
      ['GET /a#2', 2],
    ]);
  });

  it('are one key where only names of parameters differ, which the first lends', () => {
    const app = buildApp((router) =>
      router.route('GET', '/price/:item').route('GET', '/price/:metal').route('PUT', '/price/:name/*rest'),
    );
    expect(createRouteTable(app).routes.map(({ routeKeys }) => routeKeys[0])).toEqual([
      'GET /price/{item}',
      'GET /price/{item}',
      'PUT /price/{name}/{rest+}',
    ]);
  });

  it('has none for a RegExp', () => {
    const [route] = createRouteTable(buildApp((router) => router.route('GET', { regexp: '/^\\/a/' }))).routes;
    expect(route).toMatchObject({ id: 'GET /^\\/a/', routeKeys: [] });
  });
});
