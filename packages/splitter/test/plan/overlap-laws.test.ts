import fc from 'fast-check';
import { match } from 'path-to-regexp';
import pathToRegexp from 'path-to-regexp-0.1';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../../src/plan/paths/overlap.ts';
import { parsePath } from '../../src/plan/paths/parse-path.ts';
import { joinPatterns } from '../../src/plan/paths/path-pattern.ts';
import { parseRouteKey, toRouteKeyPath } from '../../src/plan/paths/route-key.ts';

/** The two versions of Express, each with its own words for paths and its own matcher as the oracle. */
const versions = [
  {
    version: '4.22.1',
    parts: [
      'a',
      'b',
      'Me',
      ':id',
      ':id?',
      ':x(\\d+)',
      ':x(a|me)',
      ':y(.*)',
      ':y(*)',
      '*',
      'ab?c',
      'a(bc)?',
      'a*c',
      ':f-:t',
      'v:n',
      ':n.:e',
      ':z+',
      '?b',
      'b+',
    ],
    matchWhole: (path: string, request: string) => pathToRegexp(path, [], { end: true }).test(request),
    matchMount: (path: string, request: string) => pathToRegexp(path, [], { end: false }).exec(request)?.[0],
  },
  {
    version: '5.3.0',
    parts: [
      'a',
      'b',
      'Me',
      ':id',
      ':x',
      '*rest',
      'a{b}',
      '{a}b',
      ':f-:t',
      'v:n',
      ':n.:e',
      'a{-:t}',
      'x*rest',
      '{:o}',
      ':"q q"',
    ],
    matchWhole: (path: string, request: string) => match(loosen(path))(request) !== false,
    matchMount: (path: string, request: string) => {
      const found = match(loosen(path), { end: false })(request);
      return found ? found.path : undefined;
    },
  },
] as const;

function loosen(path: string): string {
  return path === '/' ? path : path.replace(/\/+$/, '');
}

const requestSegment = fc.constantFrom(
  'a',
  'b',
  'me',
  'ME',
  '1',
  '12',
  'ab',
  'abc',
  'ac',
  'a-b',
  'v1',
  'a.b',
  'bc',
  '',
);
const request = fc.array(requestSegment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`);

describe.each(versions)('paths of Express $version', ({ version, parts, matchWhole, matchMount }) => {
  const optional = version.startsWith('5') ? ['/a{/:o}', '/b{/*rest}', '/{a/}b', '{/:l}/b'] : [];
  const plain = fc
    .array(fc.constantFrom(...parts), { maxLength: 4 })
    .map((segments) => `/${segments.join('/')}`);
  const path = fc.oneof(plain, ...(optional.length > 0 ? [fc.constantFrom(...optional)] : [])).filter(isPath);
  const mount = fc.option(path, { nil: undefined });

  function isPath(text: string): boolean {
    try {
      matchWhole(text, '/');
      return true;
    } catch {
      return false;
    }
  }

  /** As Express goes: the mount takes its part of the path, the route must match the rest. */
  function matches(mountPath: string | undefined, routePath: string, requested: string): boolean {
    if (mountPath === undefined || mountPath === '/') return matchWhole(routePath, requested);
    const removed = matchMount(mountPath, requested);
    if (removed === undefined || !requested.startsWith(removed)) return false;
    const rest = requested.slice(removed.length);
    if (rest !== '' && !rest.startsWith('/') && !removed.endsWith('/')) return false;
    return matchWhole(routePath, rest.startsWith('/') ? rest : `/${rest}`);
  }

  function patternsOf(mountPath: string | undefined, routePath: string) {
    const below = parsePath(mountPath ?? '/', version);
    return below.flatMap((pattern) =>
      parsePath(routePath, version).map((route) => joinPatterns(pattern, route)),
    );
  }

  const routes = fc.array(fc.tuple(mount, path), { minLength: 2, maxLength: 4 });
  const requests = fc.array(request, { minLength: 10, maxLength: 20 });

  it('overlap every route key that takes a request which they match', () => {
    fc.assert(
      fc.property(routes, requests, (table, asked) => {
        const keys = table.flatMap(([above, below]) =>
          patternsOf(above, below).flatMap((pattern) => toRouteKeyPath(pattern) ?? []),
        );
        for (const [above, below] of table) {
          const patterns = patternsOf(above, below);
          const apart = keys.filter(
            (key) => !patterns.some((pattern) => overlaps(parseRouteKey(`GET ${key}`), pattern)),
          );
          const missed = asked.filter(
            (requested) =>
              apart.some((key) => gatewayTakes(key, requested)) && matches(above, below, requested),
          );
          expect(missed, `${above} ${below} beside ${apart}`).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('have keys that take every plain request which they match', () => {
    fc.assert(
      fc.property(routes, requests, (table, asked) => {
        for (const [above, below] of table) {
          const keys = patternsOf(above, below).map(toRouteKeyPath);
          const complete = keys.filter((key) => key !== undefined);
          if (complete.length < keys.length) continue;
          const missed = asked.filter(
            (requested) =>
              isPlain(requested) &&
              matches(above, below, requested) &&
              !complete.some((key) => gatewayTakes(key, requested)),
          );
          expect(missed, `${above} ${below} with ${complete}`).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** In the letter case of the paths above, without empty segments or a slash at the end: what else is asked goes to the lith. */
function isPlain(requested: string): boolean {
  return requested === '/' || (!/\/\/|\/$/.test(requested) && !/me|ME/.test(requested));
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html; with and without a slash at the end. */
function gatewayTakes(key: string, requested: string): boolean {
  const parts = key.split('/').filter(Boolean);
  const source = parts.map((part) =>
    part.endsWith('+}')
      ? '/.+'
      : part.startsWith('{')
        ? '/[^/]+'
        : `/${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
  );
  return new RegExp(`^${source.join('')}/?$`).test(requested) || (parts.length === 0 && requested === '/');
}
