import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResponseReader } from '../../src/http/response-reader.ts';

const ok = 'HTTP/1.1 200 OK\r\n';

/** What is read of an answer that arrives in these pieces; `left` when the connection ends with it. */
function read(pieces: readonly (string | Buffer)[], { method = 'GET', left = false } = {}) {
  const reader = createResponseReader();
  reader.expect(method);
  let found: ReturnType<typeof reader.read>;
  for (const piece of pieces) found ??= reader.read(Buffer.from(piece as string, 'latin1'));
  found ??= left ? reader.end() : undefined;
  return (
    found && {
      ...found.response,
      body: Buffer.from(found.response.body).toString('latin1'),
      isLast: found.isLast,
    }
  );
}

describe('the body of an answer', () => {
  it.each<[string, string, string]>([
    ['has its length', `${ok}Content-Length: 2\r\n\r\n{}`, '{}'],
    ['may be said twice to have it', `${ok}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, '{}'],
    ['may be empty', `${ok}Content-Length: 0\r\n\r\n`, ''],
    [
      'may come in chunks',
      `${ok}Transfer-Encoding: chunked\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nx: y\r\n\r\n`,
      '{}',
    ],
    ['is none behind 204', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    ['is none behind 304, whatever its length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', ''],
    [
      'follows interim answers',
      `HTTP/1.1 100\r\n\r\nHTTP/1.1 103 Early\r\nlink: x\r\n\r\n${ok}content-length: 1\r\n\r\nx`,
      'x',
    ],
  ])('%s', (_, text, body) => {
    expect(read([text])).toMatchObject({ body, isLast: false });
  });

  it('is none in answer to HEAD', () => {
    expect(read([`${ok}content-length: 9\r\n\r\n`], { method: 'HEAD' })).toMatchObject({
      body: '',
      isLast: false,
    });
  });

  it.each(['', 'transfer-encoding: gzip\r\n'])(
    'goes on until the connection ends where nothing else ends it: %j',
    (line) => {
      expect(read([`${ok}${line}\r\n`, 'on ', 'and on'])).toBeUndefined();
      expect(read([`${ok}${line}\r\n`, 'on ', 'and on'], { left: true })).toMatchObject({
        body: 'on and on',
        isLast: true,
      });
    },
  );

  it('is no answer while something is missing, even if the connection ends', () => {
    for (const text of [
      '',
      ok,
      `${ok}content-length: 9\r\n\r\nhalf`,
      `${ok}transfer-encoding: chunked\r\n\r\n0\r\n`,
    ])
      expect(read([text], { left: true })).toBeUndefined();
  });

  it('is no answer beyond the limit', () => {
    const reader = createResponseReader(3);
    expect(() => reader.read(Buffer.from(`${ok}\r\nlong`))).toThrow('a body of more than 3 bytes');
  });
});

it('reads headers as they are: repeated, folded, beyond ASCII, with white space around them', () => {
  const text = `${ok}X-A: 1\r\nx-a:\t2 \r\nX-Name: Zo\u00eb\r\nX-Folded: one\r\n two\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n`;
  expect(read([text])?.headers).toEqual([
    ['x-a', '1'],
    ['x-a', '2'],
    ['x-name', 'Zo\u00eb'],
    ['x-folded', 'one two'],
    ['x-empty', ''],
    ['content-length', '0'],
  ]);
});

it.each([
  ['says so', `${ok}Connection: Close\r\nContent-Length: 0\r\n\r\n`],
  ['is of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ['leads to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
  ['has more behind it', `${ok}Content-Length: 0\r\n\r\nHTTP/1.1 200`],
])('is the last of its connection when it %s', (_, text) => {
  expect(read([text])).toMatchObject({ isLast: true });
});

it('keeps a connection of HTTP/1.0 where both agree to', () => {
  expect(read(['HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n'])).toMatchObject({
    isLast: false,
  });
});

it.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['HTTP/2', 'HTTP/2 200\r\n\r\n'],
  ['a line without a name', `${ok}: x\r\n\r\n`],
  ['white space behind a name', `${ok}content-length : 2\r\n\r\n{}`],
  ['a line feed in a value', `${ok}x: a\nb: c\r\n\r\n`],
  ['two lengths', `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`],
  ['a length that is none', `${ok}content-length: -2\r\n\r\n{}`],
  ['a length and chunks', `${ok}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['a negative chunk', `${ok}transfer-encoding: chunked\r\n\r\n-5\r\n`],
  ['a chunk longer than it says', `${ok}transfer-encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n`],
  ['a head without end', ok + `x: ${'y'.repeat(1000)}\r\n`.repeat(20)],
  ['a size without end', `${ok}transfer-encoding: chunked\r\n\r\n${'0'.repeat(20_000)}`],
])('refuses %s', (_, text) => {
  expect(() => read([text])).toThrow();
});

it('reads the same however the bytes are cut', () => {
  const body = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const chunked = fc.array(body.filter((part) => part.length > 0)).map((parts) => ({
    body: parts.join(''),
    text: `Transfer-Encoding: chunked\r\n\r\n${[...parts, ''].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}`,
  }));
  const sized = body.map((text) => ({ body: text, text: `Content-Length: ${text.length}\r\n\r\n${text}` }));
  fc.assert(
    fc.property(
      fc.oneof(chunked, sized),
      fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
      ({ body, text }, lengths) => {
        const pieces: string[] = [];
        for (let rest = ok + text; rest !== ''; rest = rest.slice(pieces.at(-1)?.length))
          pieces.push(rest.slice(0, lengths.next().value));
        expect(read(pieces)).toMatchObject({ status: 200, body, isLast: false });
      },
    ),
  );
});
