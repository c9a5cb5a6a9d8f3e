import { describe, expect, it } from 'vitest';
import { parseProxyAnswer } from '../../../src/services/rest-api/proxy-answer.ts';

const reading = { binaryMediaTypes: ['image/*'], accept: undefined };
const parse = (answer: unknown, more = {}) =>
  parseProxyAnswer(Buffer.from(JSON.stringify(answer)), { ...reading, ...more });

it('takes JSON for the type of what has none', () => {
  expect(parse({ statusCode: 200, body: '{}' })).toEqual({
    status: 200,
    headers: { 'content-type': ['application/json'] },
    body: Buffer.from('{}'),
  });
});

it('merges both maps of headers, each value once', () => {
  const answer = {
    statusCode: '201',
    headers: { 'Content-Type': 'text/html', 'X-A': 'one', 'X-B': 1 },
    multiValueHeaders: { 'x-a': ['one', 'two'], 'Set-Cookie': ['a=1', 'b=2'] },
  };
  expect(parse(answer)?.headers).toEqual({
    'content-type': ['text/html'],
    'x-a': ['one', 'two'],
    'x-b': ['1'],
    'set-cookie': ['a=1', 'b=2'],
  });
});

it('gives headers of its own another name, and drops those of the connection', () => {
  const headers = { Date: 'now', 'WWW-Authenticate': 'Basic', Connection: 'close', 'Content-Length': '3' };
  expect(Object.keys(parse({ statusCode: 200, headers })?.headers ?? {})).toEqual([
    'content-type',
    'x-amzn-remapped-date',
    'x-amzn-remapped-www-authenticate',
  ]);
});

describe('base64', () => {
  it.each([
    ['image/png', 'é'],
    ['image/png, */*', 'é'],
    ['text/html, image/png', 'w6k='],
    [undefined, 'w6k='],
  ])('accepting %s: %s', (accept, body) => {
    const answer = { statusCode: 200, body: 'w6k=', isBase64Encoded: true };
    expect(parse(answer, { accept })?.body.toString()).toBe(body);
  });
});

describe('another format', () => {
  it.each([
    ['a text', 'hello'],
    ['null', null],
    ['a list', []],
    ['no status', { body: '{}' }],
    ['status 0', { statusCode: 0 }],
    ['a status that is none', { statusCode: 200.5 }],
    ['an unknown member', { statusCode: 200, cookies: [] }],
    ['a body that is an object', { statusCode: 200, body: {} }],
    ['a list among the single headers', { statusCode: 200, headers: { a: ['b'] } }],
    ['a text among the multiple ones', { statusCode: 200, multiValueHeaders: { a: 'b' } }],
    ['a header that cannot be sent', { statusCode: 200, headers: { 'a b': 'c' } }],
  ])('%s', (_, answer) => expect(parse(answer)).toBeUndefined());

  it('no JSON', () => expect(parseProxyAnswer(Buffer.from('{'), reading)).toBeUndefined());
});
