import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseQuery, parseRequestPath } from '../../../src/services/api-gateway/request-path.ts';

it.each([
  ['/space%20value', '/space value'],
  ['/unicode-%CE%BB', '/unicode-λ'],
  ['/hash%23value', '/hash#value'],
  ['/slash%2Fvalue', '/slash/value'],
  ['/question%3Fvalue', '/question'],
  ['/literal%252Fvalue', '/literal/value'],
  ['/literal%253Fvalue', '/literal?value'],
  ['/literal%2525', '/literal%'],
  ['/percent%25done', undefined],
  ['/broken%zz', undefined],
  ['/not-utf8%FF', undefined],
  ['/plus+plus', '/plus+plus'],
])('the path %s is %s', (target, rawPath) => {
  expect(parseRequestPath(target)?.rawPath).toBe(rawPath);
  expect(parseRequestPath(`${target}?a=%20b&c`)?.rawQueryString).toBe(rawPath && 'a=%20b&c');
});

it('a path encoded twice comes back, whatever it holds', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, (path) => {
      const encoded = encodeURIComponent(encodeURIComponent(path));
      expect(parseRequestPath(`/${encoded}`)?.rawPath).toBe(`/${path}`);
    }),
  );
});

it.each([
  ['', undefined],
  ['a=1&b=2', { a: '1', b: '2' }],
  ['a=1&a=2', { a: '1,2' }],
  ['a=x%20y+z%2Bw', { a: 'x y z+w' }],
  ['a&b=', { a: '', b: '' }],
  ['__proto__=1', JSON.parse('{"__proto__":"1"}')],
])('the query %s is %j', (query, expected) => expect(parseQuery(query)).toEqual(expected));
