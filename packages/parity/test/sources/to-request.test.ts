import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderLine, HttpRequest } from '../../src/index.ts';
import { toHttpRequest } from '../../src/scenario/to-http-request.ts';
import { createAnonymise } from '../../src/sources/anonymise.ts';
import { formatScenarioFile } from '../../src/sources/scenario-file/format-scenario-file.ts';
import { toRequest } from '../../src/sources/to-request.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const post = (contentType: string, body: string): HttpRequest => ({
  method: 'POST',
  path: '/',
  headers: [['content-type', contentType]],
  body: encode(body),
});

describe('a recorded body', () => {
  it.each<[string, HttpRequest, object]>([
    [
      'JSON, however it is spaced',
      post('application/json', '{ "a": [1, "b  c"] }'),
      { json: { a: [1, 'b  c'] } },
    ],
    [
      'JSON of another type',
      post('application/problem+json', '{}'),
      { json: {}, headers: { 'content-type': 'application/problem+json' } },
    ],
    [
      'JSON with a number too large',
      post('application/json', '{"a":12345678901234567890}'),
      { rawBody: '{"a":12345678901234567890}' },
    ],
    ['JSON with a field twice', post('application/json', '{"a":1,"a":2}'), { rawBody: '{"a":1,"a":2}' }],
    ['broken JSON', post('application/json', '{"a"'), { rawBody: '{"a"' }],
    ['a form', post('application/x-www-form-urlencoded', 'a=b+c&d='), { form: { a: 'b c', d: '' } }],
    [
      'a form with a field twice',
      post('application/x-www-form-urlencoded', 'a=1&a=2'),
      { rawBody: 'a=1&a=2' },
    ],
    ['text', post('text/plain; charset=utf-8', 'ä'), { text: 'ä' }],
    ['text of no type', { method: 'POST', path: '/', headers: [], body: encode('x') }, { rawBody: 'x' }],
    [
      'bytes',
      { method: 'POST', path: '/', headers: [], body: Uint8Array.of(255) },
      { rawBody: Uint8Array.of(255) },
    ],
    [
      'nothing',
      { method: 'POST', path: '/', headers: [], body: new Uint8Array() },
      { rawBody: new Uint8Array() },
    ],
  ])('of %s is stated as plainly as it can be', (_, recorded, body) => {
    const { method: _method, path: _path, ...stated } = toRequest(recorded);
    const { headers = {}, ...expected } = body as { headers?: object };
    const type =
      'rawBody' in expected && recorded.headers[0] ? { 'content-type': recorded.headers[0][1] } : headers;
    expect(stated).toEqual({ ...expected, ...(Object.keys(type).length > 0 && { headers: type }) });
  });
});

const contentType = fc.constantFrom(
  'application/json',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'text/plain; charset=utf-8',
  'text/csv',
  'image/png',
);
const bytes = fc.oneof(
  fc.json().map(encode),
  fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => encode(new URLSearchParams(pairs).toString())),
  fc.string({ unit: 'binary' }).map(encode),
  fc.uint8Array(),
);
const line = fc.tuple(fc.constantFrom('accept', 'x-a', 'cookie'), fc.stringMatching(/^[!-~]{1,8}$/));
const recorded = fc
  .tuple(
    fc.array(line, { maxLength: 4 }),
    fc.option(contentType, { nil: undefined }),
    fc.option(bytes, { nil: undefined }),
  )
  .map(
    ([lines, type, body]): HttpRequest => ({
      method: 'PUT',
      path: '/a?b=c',
      headers: [...lines, ...(type === undefined ? [] : [['content-type', type] as HeaderLine])],
      ...(body && { body }),
    }),
  );
const sorted = (headers: readonly HeaderLine[]) =>
  headers.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
const toText = (body: Uint8Array | undefined) => body && Buffer.from(body).toString('latin1');

describe('laws of recorded requests', () => {
  it('go onto the wire as they came, but for white space in JSON', () => {
    fc.assert(
      fc.property(recorded, (request) => {
        const stated = toRequest(request);
        const sent = toHttpRequest(stated, { place: 'law' });
        expect({ ...sent, headers: sorted(sent.headers) }).toEqual({
          ...request,
          headers: sorted(request.headers),
          ...(stated.json !== undefined && { body: encode(JSON.stringify(stated.json)) }),
        });
        if (stated.json === undefined) expect(toText(sent.body)).toBe(toText(request.body));
        else expect(JSON.parse(toText(sent.body) ?? '')).toEqual(JSON.parse(toText(request.body) ?? ''));
      }),
    );
  });

  it('leave no secret in a scenario file, wherever it stood', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{20}$/);
    const places: ((secret: string) => Partial<HttpRequest>)[] = [
      (text) => ({ headers: [['authorization', `Bearer ${text}`]] }),
      (text) => ({
        headers: [
          ['authorization', text],
          ['x-api-key', text],
        ],
      }),
      (text) => ({ headers: [['cookie', `a=${text}; b=${text}`]] }),
      (text) => ({ headers: [['x-auth-token', text]] }),
      (text) => ({ path: `/?access_token=${text}&x=1` }),
      (text) =>
        post(
          'application/json',
          JSON.stringify({ user: { password: text }, list: [{ clientSecret: text }] }),
        ),
      (text) => post('application/x-www-form-urlencoded', `user=a&password=${text}`),
      (text) => post('text/csv', `x,eyJ${text}.${text}.${text}`),
    ];
    fc.assert(
      fc.property(secret, fc.constantFrom(...places), (text, place) => {
        const request = createAnonymise()(
          toRequest({ method: 'POST', path: '/', headers: [], ...place(text) }),
        );
        expect(formatScenarioFile([{ name: 'a', steps: [{ name: 'b', request }] }])).not.toContain(text);
      }),
    );
  });
});
