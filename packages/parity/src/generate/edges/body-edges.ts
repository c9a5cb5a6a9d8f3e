import { gzipSync } from 'node:zlib';
import type { Edge } from './edge.ts';

const jsonType = { 'content-type': 'application/json' };
const gzipJson = { ...jsonType, 'content-encoding': 'gzip' };
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
/** One more than what body parsers take by default: 100 kB. */
const oversize = JSON.stringify({ text: 'x'.repeat(102_401) });
/** Small on the wire, 1 MiB when it is unpacked. */
const bomb = gzipSync(JSON.stringify({ text: 'x'.repeat(2 ** 20) }));

/** One of each kind of body and type, for routes that expect none, too: parsers look at them, or gateways refuse them. */
const anyMethod: readonly Edge[] = [
  { name: 'json', body: { json: document } },
  { name: 'json-malformed', headers: jsonType, body: { rawBody: '{"name": "ali' } },
  { name: 'json-oversize', headers: jsonType, body: { rawBody: oversize } },
  { name: 'json-gzip', headers: gzipJson, body: { rawBody: gzipSync(json) } },
  { name: 'empty-json', headers: jsonType, body: { rawBody: '' } },
  { name: 'no-content-type', body: { rawBody: json } },
  { name: 'wrong-content-type', headers: { 'content-type': 'text/csv' }, body: { rawBody: json } },
  {
    name: 'duplicate-content-type',
    headers: { 'content-type': ['application/json', 'text/plain'] },
    body: { rawBody: json },
  },
  { name: 'content-type-without-body', headers: jsonType },
  { name: 'content-length-0', headers: { 'content-length': '0' } },
  withLength('malformed', 'ten'),
  withLength('negative', '-1'),
];

function withLength(flaw: string, length: string): Edge {
  const headers = { 'content-length': length, connection: 'close' };
  return { name: `content-length-${flaw}`, headers, mayHangUp: true };
}

const carriersOnly: readonly Edge[] = [
  // None that is too short: the app would be at work on what it takes for the whole when what is left over has been answered by a 400.
  { ...withLength('too-long', String(json.length + 5)), body: { rawBody: json } },
  { name: 'json-list', body: { json: [document, document] } },
  {
    name: 'json-of-other-charset',
    headers: { 'content-type': 'application/json; charset=latin1' },
    body: { rawBody: json },
  },
  {
    name: 'json-of-suffix-type',
    headers: { 'content-type': 'application/vnd.api+json' },
    body: { rawBody: json },
  },
  { name: 'json-of-a-string', headers: jsonType, body: { rawBody: '"text"' } },
  {
    name: 'json-with-prototype',
    headers: jsonType,
    body: { rawBody: '{"__proto__":{"x":1},"constructor":2}' },
  },
  { name: 'json-with-duplicate-field', headers: jsonType, body: { rawBody: '{"name":"a","name":"b"}' } },
  { name: 'json-with-byte-order-mark', headers: jsonType, body: { rawBody: `\uFEFF${json}` } },
  { name: 'json-deep', headers: jsonType, body: { rawBody: `${'['.repeat(5_000)}${']'.repeat(5_000)}` } },
  {
    name: 'json-with-large-number',
    headers: jsonType,
    body: { rawBody: '{"count":12345678901234567890,"price":1e400}' },
  },
  { name: 'json-not-utf-8', headers: jsonType, body: { rawBody: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d) } },
  { name: 'json-said-to-be-gzip', headers: gzipJson, body: { rawBody: json } },
  { name: 'json-gzip-bomb', headers: gzipJson, body: { rawBody: bomb } },
  {
    name: 'unknown-content-encoding',
    headers: { ...jsonType, 'content-encoding': 'x-none' },
    body: { rawBody: json },
  },
  { name: 'form', body: { form: { name: 'alice', text: 'a b&c=d', 'tags[]': 'x' } } },
  {
    name: 'form-malformed',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: { rawBody: '=&&a=%zz&a[b][]=1&a[b]=2' },
  },
  {
    name: 'multipart',
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: {
      rawBody: [
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
      ].join('\r\n'),
    },
  },
  {
    name: 'multipart-cut',
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: { rawBody: '--edge\r\ncontent-disposition: form-data; name="name"\r\n\r\nali' },
  },
  { name: 'text', body: { text: 'Grüße, 🙂' } },
  { name: 'bytes', body: { bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte) } },
  {
    name: 'malformed-content-type',
    headers: { 'content-type': 'application/json; charset' },
    body: { rawBody: json },
  },
];

/** Bodies, their types, encodings and lengths. */
export const bodyEdges: readonly Edge[] = [
  ...anyMethod,
  ...carriersOnly.map((edge): Edge => ({ ...edge, carriersOnly: true })),
];
