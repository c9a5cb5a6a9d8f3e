import { gzipSync } from 'node:zlib';
import type { Edge } from './edge.ts';
import type { Sample } from './sample.ts';

// Where servers, gateways and frameworks are known to part ways. One line a case; the name is what a finding is called.

const jsonType = { 'content-type': 'application/json' };
/** One more than what body parsers take by default: 100 kB. */
const oversize = 'x'.repeat(102_401);
const document = {
  id: 1,
  name: 'alice',
  title: 'Hello, world',
  email: 'alice@example.com',
  password: 'secret',
  body: 'text',
  count: 2,
  done: false,
  tags: ['a', 'b'],
  nested: { key: null },
};
const json = JSON.stringify(document);

const afterFirstSlash = (path: string, text: string) => path.replace('/', `/${text}`);
const lastSegment = ({ path }: Sample) => path.slice(path.lastIndexOf('/') + 1);
const encodeFirstLetter = (path: string) =>
  path.replace(/[a-z0-9]/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

const pathEdges: readonly Edge[] = [
  { name: 'upper-case', kind: 'any', path: ({ path }) => path.toUpperCase() },
  {
    name: 'capital',
    kind: 'any',
    path: ({ path }) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  },
  { name: 'trailing-slash', kind: 'any', path: ({ path }) => `${path}/` },
  { name: 'trailing-slashes', kind: 'any', path: ({ path }) => `${path}//` },
  { name: 'double-slash-first', kind: 'any', path: ({ path }) => `/${path}` },
  { name: 'double-slash-last', kind: 'any', path: (sample) => sample.path.replace(/\/([^/]*)$/, '//$1') },
  { name: 'dot-segment', kind: 'any', path: ({ path }) => afterFirstSlash(path, './') },
  { name: 'dot-dot-segment', kind: 'any', path: ({ path }) => afterFirstSlash(path, 'elsewhere/../') },
  { name: 'encoded-dot-segment', kind: 'any', path: ({ path }) => afterFirstSlash(path, '%2e/') },
  { name: 'encoded-letter', kind: 'any', path: ({ path }) => encodeFirstLetter(path) },
  { name: 'encoded-separator', kind: 'any', path: ({ path }) => path.replace(/(?<=.)\//, '%2F') },
  { name: 'encoded-space', kind: 'any', path: ({ pathWith }) => pathWith('two%20words') },
  { name: 'plus', kind: 'any', path: ({ pathWith }) => pathWith('two+words') },
  { name: 'encoded-slash', kind: 'any', path: ({ pathWith }) => pathWith('one%2Ftwo') },
  { name: 'encoded-question-mark', kind: 'any', path: ({ pathWith }) => pathWith('one%3Ftwo') },
  { name: 'encoded-hash', kind: 'any', path: ({ pathWith }) => pathWith('one%23two') },
  { name: 'encoded-percent', kind: 'any', path: ({ pathWith }) => pathWith('100%25') },
  { name: 'encoded-twice', kind: 'any', path: ({ pathWith }) => pathWith('one%252Ftwo') },
  { name: 'malformed-encoding', kind: 'any', path: ({ pathWith }) => pathWith('%zz') },
  { name: 'not-utf-8', kind: 'any', path: ({ pathWith }) => pathWith('%ff') },
  { name: 'beyond-ascii', kind: 'any', path: ({ pathWith }) => pathWith('%CE%BB%F0%9F%99%82') },
  { name: 'matrix-parameter', kind: 'any', path: ({ path }) => `${path};v=1` },
  { name: 'reserved-characters', kind: 'any', path: ({ pathWith }) => pathWith("a:b@c,d&e=f'(g)!*$") },
  { name: 'long-value', kind: 'any', path: ({ pathWith }) => pathWith('a'.repeat(1_000)) },
  { name: 'below', kind: 'any', path: ({ path }) => `${path.replace(/\/$/, '')}/no-such-thing` },
  { name: 'above', kind: 'any', path: ({ path }) => path.slice(0, path.lastIndexOf('/')) || '/' },
  { name: 'longer-last-segment', kind: 'any', path: ({ path }) => `${path}x` },
  { name: 'repeated-last-segment', kind: 'any', path: (sample) => `${sample.path}/${lastSegment(sample)}` },
];

const queryEdges: readonly Edge[] = [
  { name: 'empty-query', kind: 'any', path: ({ path }) => `${path}?` },
  { name: 'empty-query-key', kind: 'any', path: ({ path }) => `${path}?=&=1&&` },
  { name: 'valueless-query-key', kind: 'any', path: ({ path }) => `${path}?q&page` },
  { name: 'duplicate-query-key', kind: 'any', path: ({ path }) => `${path}?id=1&id=2&sort=a&sort=` },
  {
    name: 'nested-query',
    kind: 'any',
    path: ({ path }) => `${path}?filter[name]=a&filter[tags][]=b&ids[]=1`,
  },
  {
    name: 'common-query',
    kind: 'any',
    path: ({ path }) => `${path}?q=a+b%20c&page=2&limit=5&offset=1&sort=-name&format=json`,
  },
  {
    name: 'odd-numbers-in-query',
    kind: 'any',
    path: ({ path }) => `${path}?page=-1&limit=1e9&offset=NaN&count=0x10`,
  },
  { name: 'malformed-query-encoding', kind: 'any', path: ({ path }) => `${path}?q=%zz&r=%ff&s=%E2%82` },
  { name: 'question-mark-in-query', kind: 'any', path: ({ path }) => `${path}?a=b?c=d&e=/f/../g` },
  { name: 'prototype-in-query', kind: 'any', path: ({ path }) => `${path}?__proto__[x]=1&constructor=2` },
];

const headerEdges: readonly Edge[] = [
  { name: 'accept-json', kind: 'any', headers: { accept: 'application/json' } },
  {
    name: 'accept-html',
    kind: 'any',
    headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' },
  },
  { name: 'accept-nothing-there', kind: 'any', headers: { accept: 'application/x-no-such-type' } },
  { name: 'accept-language', kind: 'any', headers: { 'accept-language': 'de-CH,de;q=0.9,en;q=0.1' } },
  { name: 'accept-gzip', kind: 'any', headers: { 'accept-encoding': 'gzip, deflate, br' } },
  { name: 'cookies', kind: 'any', headers: { cookie: 'session=abc; theme=dark; empty=' } },
  { name: 'odd-cookies', kind: 'any', headers: { cookie: 'a=1; a=2; b="q;r"; c=%zz; =; d' } },
  { name: 'bearer', kind: 'any', headers: { authorization: 'Bearer abc.def.ghi' } },
  { name: 'basic', kind: 'any', headers: { authorization: 'Basic YWxpY2U6c2VjcmV0' } },
  { name: 'if-none-match', kind: 'any', headersFrom: ({ etag }) => ({ 'if-none-match': etag }) },
  { name: 'if-none-match-any', kind: 'any', headers: { 'if-none-match': '*' } },
  {
    name: 'if-modified-since',
    kind: 'any',
    headers: { 'if-modified-since': 'Fri, 31 Dec 2100 23:59:59 GMT' },
  },
  { name: 'if-match-other', kind: 'any', headers: { 'if-match': '"no-such-tag"' } },
  { name: 'range', kind: 'any', headers: { range: 'bytes=0-3' } },
  { name: 'range-beyond-the-end', kind: 'any', headers: { range: 'bytes=9999999-' } },
  { name: 'origin', kind: 'any', headers: { origin: 'https://elsewhere.example' } },
  { name: 'script', kind: 'any', headers: { 'x-requested-with': 'XMLHttpRequest' } },
  {
    name: 'repeated-header',
    kind: 'any',
    headers: { 'x-repeated': ['one', 'two'], accept: ['text/plain', 'text/html'] },
  },
  { name: 'method-override', kind: 'any', headers: { 'x-http-method-override': 'DELETE' } },
  { name: 'no-user-agent', kind: 'any', headers: { 'user-agent': '' } },
];

const methodEdges: readonly Edge[] = [
  { name: 'head', kind: 'any', method: 'HEAD' },
  { name: 'head-of-other-case', kind: 'any', method: 'HEAD', path: ({ path }) => path.toUpperCase() },
  { name: 'options', kind: 'any', method: 'OPTIONS' },
  {
    name: 'preflight',
    kind: 'any',
    method: 'OPTIONS',
    headers: {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type, x-custom',
    },
  },
];

const bodyEdges: readonly Edge[] = [
  { name: 'json', kind: 'body', body: () => ({ json: document }) },
  { name: 'json-list', kind: 'body', body: () => ({ json: [document, document] }) },
  {
    name: 'json-of-other-charset',
    kind: 'body',
    headers: { 'content-type': 'application/json; charset=latin1' },
    body: () => ({ rawBody: json }),
  },
  {
    name: 'json-of-suffix-type',
    kind: 'body',
    headers: { 'content-type': 'application/vnd.api+json' },
    body: () => ({ rawBody: json }),
  },
  { name: 'json-malformed', kind: 'body', headers: jsonType, body: () => ({ rawBody: '{"name": "ali' }) },
  { name: 'json-of-a-string', kind: 'body', headers: jsonType, body: () => ({ rawBody: '"text"' }) },
  {
    name: 'json-with-prototype',
    kind: 'body',
    headers: jsonType,
    body: () => ({ rawBody: '{"__proto__":{"x":1},"constructor":2}' }),
  },
  {
    name: 'json-not-utf-8',
    kind: 'body',
    headers: jsonType,
    body: () => ({ rawBody: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) }),
  },
  {
    name: 'json-oversize',
    kind: 'body',
    headers: jsonType,
    body: () => ({ rawBody: JSON.stringify({ text: oversize }) }),
  },
  {
    name: 'json-gzip',
    kind: 'body',
    headers: { ...jsonType, 'content-encoding': 'gzip' },
    body: () => ({ rawBody: gzipSync(json) }),
  },
  {
    name: 'json-said-to-be-gzip',
    kind: 'body',
    headers: { ...jsonType, 'content-encoding': 'gzip' },
    body: () => ({ rawBody: json }),
  },
  {
    name: 'unknown-content-encoding',
    kind: 'body',
    headers: { ...jsonType, 'content-encoding': 'x-none' },
    body: () => ({ rawBody: json }),
  },
  { name: 'form', kind: 'body', body: () => ({ form: { name: 'alice', text: 'a b&c=d', 'tags[]': 'x' } }) },
  {
    name: 'multipart',
    kind: 'body',
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: () => ({ rawBody: multipart }),
  },
  { name: 'text', kind: 'body', body: () => ({ text: 'Grüße, 🙂' }) },
  {
    name: 'bytes',
    kind: 'body',
    body: () => ({ bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte) }),
  },
  { name: 'no-content-type', kind: 'body', body: () => ({ rawBody: json }) },
  {
    name: 'wrong-content-type',
    kind: 'body',
    headers: { 'content-type': 'text/csv' },
    body: () => ({ rawBody: json }),
  },
  {
    name: 'malformed-content-type',
    kind: 'body',
    headers: { 'content-type': 'application/json; charset' },
    body: () => ({ rawBody: json }),
  },
  {
    name: 'duplicate-content-type',
    kind: 'body',
    headers: { 'content-type': ['application/json', 'text/plain'] },
    body: () => ({ rawBody: json }),
  },
  { name: 'empty-json', kind: 'body', headers: jsonType, body: () => ({ rawBody: '' }) },
  { name: 'content-type-without-body', kind: 'body', headers: jsonType },
  { name: 'content-length-0', kind: 'body', headers: { 'content-length': '0' } },
];

const multipart = [
  '--edge',
  'content-disposition: form-data; name="name"',
  '',
  'alice',
  '--edge',
  'content-disposition: form-data; name="file"; filename="a.txt"',
  'content-type: text/plain',
  '',
  'text',
  '--edge--',
  '',
].join('\r\n');

/** Every edge there is, by what it varies. */
export const edges: readonly Edge[] = [
  ...pathEdges,
  ...queryEdges,
  ...headerEdges,
  ...methodEdges,
  ...bodyEdges,
];
