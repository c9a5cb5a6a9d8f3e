import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { diffBody } from '../../src/compare/diff-body.ts';
import { diffHeaders } from '../../src/compare/diff-headers.ts';
import { diffHtml } from '../../src/compare/diff-html.ts';
import { diffJson } from '../../src/compare/diff-json.ts';
import type { Difference } from '../../src/compare/difference.ts';
import type { HeaderLine, Json } from '../../src/index.ts';
import { strict } from '../support/rules.ts';

const told = (differences: readonly Difference[]) =>
  differences.map(({ code, where }) => `${code.slice(7)} ${where}`);

describe('diffJson', () => {
  it.each<[string, Json, Json, string[]]>([
    ['equal documents', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['fields in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a value', { a: 1 }, { a: 2 }, ['body-value body:/a']],
    ['a type', { a: 1 }, { a: '1' }, ['body-type body:/a']],
    ['null and nothing', { a: null }, {}, ['field-missing body:/a']],
    ['null and a record', { a: null }, { a: {} }, ['body-type body:/a']],
    ['a list and a record', { a: [] }, { a: {} }, ['body-type body:/a']],
    ['a renamed field', { a: 1 }, { b: 1 }, ['field-missing body:/a', 'field-added body:/b']],
    ['names that need escaping', { 'a/b~c': 1 }, { 'a/b~c': 2 }, ['body-value body:/a~1b~0c']],
    ['a field called __proto__', JSON.parse('{"__proto__":1}'), {}, ['field-missing body:/__proto__']],
    ['a field called toString', {}, { toString: 1 }, ['field-added body:/toString']],
    ['a longer list', [1], [1, 2, 3], ['field-added body:/1', 'field-added body:/2']],
    ['a shorter list', [1, 2], [1], ['field-missing body:/1']],
    ['another order', [{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }], ['array-order body:']],
    ['another order of values of two types', [1, '2'], ['2', 1], ['array-order body:']],
    ['values that only look reordered', [1, '2'], ['1', 2], ['body-type body:/0', 'body-type body:/1']],
    ['the document itself', 1, 2, ['body-value body:']],
  ])('%s', (_, baseline, candidate, expected) => {
    expect(told(diffJson([baseline, candidate], 'body:', strict))).toEqual(expected);
  });

  it('says where the elements of a reordered list went', () => {
    expect(
      diffJson(
        [
          ['a', 'b', 'c'],
          ['c', 'a', 'b'],
        ],
        'body:',
        strict,
      ),
    ).toMatchObject([{ baseline: [0, 1, 2], candidate: [2, 0, 1] }]);
  });
});

describe('diffHtml', () => {
  const page = (body: string) =>
    `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`;
  it.each([
    ['white space and comments', '<p>a  b</p>', '\n<p>a\n b</p> <!-- c -->', []],
    ['the order of attributes', '<a href="/" class="b">c</a>', '<a class="b" href="/">c</a>', []],
    ['text', '<ul><li>a<li>b</ul>', '<ul><li>a<li>c</ul>', ['body-value body:/html/body/ul/li[2]/text()']],
    ['an attribute', '<a href="/1">a</a>', '<a href="/2">a</a>', ['body-value body:/html/body/a@href']],
    ['a missing attribute', '<a href="/1">a</a>', '<a>a</a>', ['field-missing body:/html/body/a@href']],
    ['an added attribute', '<a>a</a>', '<a href="/1">a</a>', ['field-added body:/html/body/a@href']],
    ['another element', '<p>a</p>', '<div>a</div>', ['body-type body:/html/body']],
    ['a missing element', '<p>a</p><p>b</p>', '<p>a</p>', ['body-type body:/html/body']],
    [
      'a template',
      '<template><p>a</p></template>',
      '<template><p>b</p></template>',
      ['body-value body:/html/body/template/p/text()'],
    ],
  ])('%s', (_, baseline, candidate, expected) => {
    expect(told(diffHtml(page(baseline), page(candidate), 'body:'))).toEqual(expected);
  });

  it('tells a page without doctype', () => {
    expect(told(diffHtml(page(''), page('').slice(15), 'body:'))).toEqual(['body-type body:']);
  });
});

describe('diffHeaders', () => {
  it.each<[string, HeaderLine[], HeaderLine[], string[]]>([
    [
      'another order',
      [
        ['a', '1'],
        ['b', '2'],
      ],
      [
        ['b', '2'],
        ['a', '1'],
      ],
      [],
    ],
    [
      'transport headers',
      [
        ['date', '1'],
        ['content-length', '2'],
      ],
      [['transfer-encoding', 'chunked']],
      [],
    ],
    [
      'two lines and one list',
      [
        ['vary', 'a'],
        ['vary', 'b'],
      ],
      [['vary', 'a,b']],
      [],
    ],
    ['a value', [['etag', '"1"']], [['etag', '"2"']], ['header-value header:etag']],
    ['a missing header', [['etag', '"1"']], [], ['header-missing header:etag']],
    ['an added header', [], [['x-powered-by', 'Express']], ['header-added header:x-powered-by']],
    [
      'cookies in another order',
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
      [
        ['set-cookie', 'b=2'],
        ['set-cookie', 'a=1'],
      ],
      [],
    ],
    [
      'attributes in another case and order',
      [['set-cookie', 'a=1; Path=/; Secure']],
      [['set-cookie', 'a=1;secure;path=/']],
      [],
    ],
    ['a cookie', [['set-cookie', 'a=1']], [['set-cookie', 'a=2']], ['cookie cookie:a']],
    [
      'an attribute',
      [['set-cookie', 'a=1; Path=/']],
      [['set-cookie', 'a=1; Path=/b']],
      ['cookie cookie:a;path'],
    ],
    [
      'a missing flag',
      [['set-cookie', 'a=1; HttpOnly']],
      [['set-cookie', 'a=1']],
      ['cookie-missing cookie:a;httponly'],
    ],
    [
      'the second cookie of a name',
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'a=2'],
      ],
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'a=3'],
      ],
      ['cookie cookie:a[2]'],
    ],
  ])('%s', (_, baseline, candidate, expected) => {
    expect(told(diffHeaders(baseline, candidate))).toEqual(expected);
  });
});

describe('diffBody', () => {
  const answer = (type: string, body: string | Buffer, ...headers: HeaderLine[]) => ({
    status: 200,
    headers: [['content-type', type] as const, ...headers],
    body: Buffer.from(body),
  });
  const json = 'application/json; charset=utf-8';
  it.each([
    ['JSON by structure', answer(json, '{"a":1}'), answer(json, '{ "a": 1.0 }'), []],
    [
      'problem documents',
      answer('application/problem+json', '{"a":1}'),
      answer('application/problem+json', '{"a":2}'),
      ['body-value body:/a'],
    ],
    ['broken JSON', answer(json, '{"a":1}'), answer(json, '{"a":'), ['body-type body:']],
    ['no body', answer(json, '{"a":1}'), answer(json, ''), ['body-type body:']],
    ['the same body under another type', answer(json, '{"a":1}'), answer('text/plain', '{"a":1}'), []],
    ['text', answer('text/plain', 'a'), answer('text/plain', 'b'), ['body-value body:']],
    [
      'bytes',
      answer('image/png', Buffer.from([1, 2])),
      answer('image/png', Buffer.from([1, 3])),
      ['bytes body:'],
    ],
    [
      'an SVG, as bytes',
      answer('image/svg+xml', '<svg/>'),
      answer('image/svg+xml', '<svg />'),
      ['bytes body:'],
    ],
    [
      'what is no UTF-8',
      answer('text/plain', Buffer.from([0xff])),
      answer('text/plain', Buffer.from([0xfe])),
      ['bytes body:'],
    ],
    [
      'a compressed body',
      answer(json, '{"a":1}'),
      answer(json, gzipSync('{"a":1}'), ['content-encoding', 'gzip']),
      [],
    ],
  ])('%s', (_, baseline, candidate, expected) => {
    expect(told(diffBody(baseline, candidate, strict))).toEqual(expected);
  });

  it('says where bytes part', () => {
    const [difference] = diffBody(answer('image/png', 'abc'), answer('image/png', 'abd!'), strict);
    expect(difference).toMatchObject({
      baseline: { length: 3 },
      candidate: { length: 4 },
      note: 'first different byte at offset 2',
    });
  });
});
