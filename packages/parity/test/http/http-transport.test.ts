import { afterEach, describe, expect, it } from 'vitest';
import { createHttpTransport, type HeaderLine, type HttpRequest } from '../../src/index.ts';
import { answering, startRawServer } from '../support/raw-http.ts';
import { startServer } from '../support/server.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const get = (path: string): HttpRequest => ({ method: 'GET', path, headers: [] });

/** A server that answers with what it was asked, and a transport to it. */
async function startEcho({ basePath = '' } = {}) {
  const connections = new Set<unknown>();
  const server = await startServer((request, response) => {
    connections.add(request.socket);
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('x-two', ['one', 'other']);
      const { method, url, rawHeaders } = request;
      response.end(JSON.stringify({ method, url, rawHeaders, body: Buffer.concat(chunks).toString('hex') }));
    });
  });
  const transport = createHttpTransport({ url: server.url + basePath, connections: 1 });
  closing.push(transport.close, server.close);
  const ask = async (request: HttpRequest) => {
    const response = await transport.send(request);
    return {
      response,
      echo: response.body.length ? JSON.parse(Buffer.from(response.body).toString()) : undefined,
    };
  };
  return { ask, connections };
}

describe('the HTTP transport', () => {
  it.each(['/a/../b', '//a//b/', '/a/./b?x=%zz&x', '/%2F%C3%A9?', '/a?b=c#d'])(
    'sends the path %s as it is',
    async (path) => {
      const { ask } = await startEcho();
      expect((await ask(get(path))).echo.url).toBe(path);
    },
  );

  it('appends the path to that of the base URL', async () => {
    const { ask } = await startEcho({ basePath: '/stage/' });
    expect((await ask(get('/things'))).echo.url).toBe('/stage/things');
  });

  it('sends repeated headers on lines of their own, and the exact length of a body', async () => {
    const { ask } = await startEcho();
    const body = new Uint8Array([0, 255, 10]);
    const { echo } = await ask({
      method: 'DELETE',
      path: '/',
      headers: [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
      body,
    });
    const lines = echo.rawHeaders.join('|');
    expect(lines).toContain('x-a|1|x-a|2');
    expect(lines).toContain('content-length|3');
    expect(echo.body).toBe('00ff0a');
  });

  it('keeps repeated response headers apart', async () => {
    const { ask } = await startEcho();
    const { response } = await ask(get('/'));
    expect(response.headers.filter(([name]) => name === 'x-two')).toEqual([
      ['x-two', 'one'],
      ['x-two', 'other'],
    ]);
  });

  it('reads the answer to HEAD', async () => {
    const { ask } = await startEcho();
    const { response } = await ask({ method: 'HEAD', path: '/', headers: [] });
    expect(response).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  it('keeps to its number of connections', async () => {
    const { ask, connections } = await startEcho();
    await Promise.all([ask(get('/')), ask(get('/'))]);
    await ask(get('/'));
    expect(connections.size).toBe(1);
  });
});

describe('what is wrong on purpose', () => {
  const lines: HeaderLine[] = [['content-length', '3']];
  it.each<[string, HttpRequest, string]>([
    [
      'a length that is not its body\u2019s',
      { method: 'POST', path: '/', headers: lines, body: Buffer.from('12345') },
      '\r\ncontent-length: 3\r\n',
    ],
    [
      'two lengths',
      { method: 'POST', path: '/', headers: [...lines, ['content-length', 'ten']], body: Buffer.from('{}') },
      '\r\ncontent-length: 3\r\ncontent-length: ten\r\n',
    ],
    [
      'another host',
      { method: 'GET', path: '/', headers: [['host', 'elsewhere']] },
      '\r\nhost: elsewhere\r\n',
    ],
    ['an expectation', { method: 'GET', path: '/', headers: [['expect', 'x']] }, '\r\nexpect: x\r\n'],
  ])('goes out as it is: %s', async (_, request, expected) => {
    let sent = () => '';
    const server = await startRawServer((socket, received) => {
      sent = received;
      answering('HTTP/1.1 204 No Content\r\n\r\n')(socket);
    });
    const { send, close } = createHttpTransport({ url: server.url });
    closing.push(close, server.close);
    expect(await send(request)).toMatchObject({ status: 204 });
    expect(sent()).toContain(expected);
  });

  it.each<[string, Partial<HttpRequest>]>([
    ['path', { path: '/a\r\nx: y' }],
    ['header', { headers: [['x', 'a\r\ny: z']] }],
  ])('never leaves its line: %s', async (_, wrong) => {
    const { ask } = await startEcho();
    await expect(ask({ ...get('/'), ...wrong })).rejects.toMatchObject({ code: 'target.unreachable' });
  });
});

describe('a connection', () => {
  it('that the server closed is not asked again', async () => {
    const server = await startServer((_, response) => response.end('answer', () => response.socket?.end()));
    const { send, close } = createHttpTransport({ url: server.url, connections: 1 });
    closing.push(close, server.close);
    for (let n = 0; n < 3; n++) expect(await send(get('/'))).toMatchObject({ status: 200 });
  });

  it('ends with the transport, and so do requests under way', async () => {
    const server = await startServer(() => close());
    const { send, close } = createHttpTransport({ url: server.url });
    closing.push(server.close);
    await expect(send(get('/'))).rejects.toMatchObject({ code: 'target.unreachable' });
  });
});

describe('without an answer, the HTTP transport says which target, request and reason, and what to do', () => {
  it('when nobody listens', async () => {
    const server = await startServer(() => {});
    await server.close();
    const transport = createHttpTransport({ url: server.url });
    await expect(transport.send(get('/things'))).rejects.toMatchObject({
      code: 'target.unreachable',
      exitCode: 3,
      message: `${server.url} gave no answer to GET /things: nothing listens there (ECONNREFUSED). Start the API, or check host and port.`,
    });
  });

  it('when the connection breaks off', async () => {
    const server = await startServer((request) => request.socket.destroy());
    closing.push(server.close);
    const { send } = createHttpTransport({ url: server.url });
    await expect(send(get('/things'))).rejects.toMatchObject({
      code: 'target.unreachable',
      message: /ECONNRESET/,
    });
  });

  it('when the answer breaks off', async () => {
    const server = await startServer((request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half', () => request.socket.destroy());
    });
    closing.push(server.close);
    const { send } = createHttpTransport({ url: server.url });
    await expect(send(get('/things'))).rejects.toMatchObject({ code: 'target.unreachable' });
  });

  it('when it takes too long', async () => {
    const server = await startServer(() => {});
    closing.push(server.close);
    const { send } = createHttpTransport({ url: server.url, timeoutMs: 20 });
    await expect(send(get('/things'))).rejects.toMatchObject({
      code: 'target.timeout',
      exitCode: 3,
      message: /within 20 ms/,
    });
  });

  it.each([
    '',
    'api.example.com',
    'ftp://example.com',
    'https://example.com/?stage=1',
    'https://ana:pw@example.com',
  ])('for the URL `%s`', (url) => {
    expect(() => createHttpTransport({ url })).toThrow(
      expect.objectContaining({ code: 'target.url', exitCode: 2 }),
    );
  });
});
