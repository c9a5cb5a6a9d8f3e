import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import { describe, expect, it } from 'vitest';
import { answering, connect, converse, startRawServer } from '../support/raw-http.ts';
import { closing, startInFrontOf, startInFrontOfNode, startInFrontOfRaw } from './in-front-of.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const get = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: shop.example\r\n${headers}Connection: close\r\n\r\n`;

describe('a request', () => {
  async function pass(request: string): Promise<string> {
    let seen = () => '';
    const { proxy } = await startInFrontOfRaw((socket, received) => {
      seen = received;
      answering(ok)(socket);
    });
    await converse(proxy.url, request);
    return seen();
  }

  it('keeps its path, the case of its headers, and repeated lines', async () => {
    const seen = await pass(
      get('//a/./%2F?x=%zz&x', 'X-One: 1\r\nx-oNE: 2\r\nCOOKIE: a=1\r\nCookie: b=2\r\n'),
    );
    expect(seen).toMatch(/^GET \/\/a\/\.\/%2F\?x=%zz&x HTTP\/1\.1\r\n/);
    expect(seen).toContain('X-One: 1\r\nx-oNE: 2\r\nCOOKIE: a=1\r\nCookie: b=2\r\n');
  });

  it('leaves behind what concerns the connection, and what the connection names', async () => {
    const hop = 'Keep-Alive: timeout=1\r\nProxy-Connection: close\r\nX-Mine: 1\r\nConnection: x-mine\r\n';
    const seen = await pass(get('/', `${hop}X-Kept: 1\r\n`));
    expect(seen).not.toMatch(/keep-alive: |proxy-connection|x-mine/i);
    expect(seen).toContain('X-Kept: 1');
  });

  it('says who asked, and which host, once', async () => {
    const seen = await pass(get('/', 'X-Forwarded-Proto: https\r\nX-Forwarded-For: 10.0.0.1\r\n'));
    expect(seen).toMatch(/\r\nHost: 127\.0\.0\.1:\d+\r\n/);
    expect(seen).toContain('X-Forwarded-Host: shop.example\r\n');
    expect(seen).toContain('X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\n');
    expect(seen.match(/X-Forwarded-Proto: .*/g)).toEqual(['X-Forwarded-Proto: https']);
  });

  it.each([
    [
      'a POST without body',
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      /Content-Length: 0\r\n/,
    ],
    [
      'a GET with a body',
      'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
      /\r\n\r\nhi$/,
    ],
    [
      'chunks and trailers',
      'POST / HTTP/1.1\r\nHost: a\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n',
      /Trailer: X-Sum\r\n.*2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n$/s,
    ],
    [
      'a trailer that cannot come',
      'POST / HTTP/1.1\r\nHost: a\r\nTrailer: X-Sum\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi',
      /\r\n\r\nhi$/,
    ],
  ])('of %s is framed as it was', async (_, request, wanted) => {
    expect(await pass(request)).toMatch(wanted);
  });
});

describe('an answer', () => {
  const pass = async (answer: string, request = get('/')) => {
    const { proxy } = await startInFrontOfRaw(answering(answer));
    return converse(proxy.url, request);
  };

  it('keeps status, reason, and its headers as they are written', async () => {
    const answer = await pass(
      'HTTP/1.1 299 As You Like\r\nX-oNE: 1\r\nx-One: 2\r\nSet-Cookie: a=1\r\nSET-COOKIE: b=2\r\nX-Hop: 1\r\nConnection: X-Hop\r\nContent-Length: 2\r\n\r\nok',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 299 As You Like\r\n/);
    expect(answer).toContain(
      'X-oNE: 1\r\nx-One: 2\r\nSet-Cookie: a=1\r\nSET-COOKIE: b=2\r\nContent-Length: 2\r\n',
    );
    expect(answer).not.toMatch(/x-hop|date:/i);
  });

  it.each([
    [
      'to HEAD',
      'HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n',
      get('/').replace('GET', 'HEAD'),
      /Content-Length: 12345\r\n.*\r\n\r\n$/s,
    ],
    ['304', 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', get('/'), /ETag: "a"\r\n.*\r\n\r\n$/s],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', get('/'), /^HTTP\/1\.1 204.*\r\n\r\n$/s],
    [
      'with trailers',
      'HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n',
      get('/'),
      /Trailer: X-Sum\r\n.*2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n$/s,
    ],
    [
      'with trailers to HEAD',
      'HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n',
      get('/').replace('GET', 'HEAD'),
      /^HTTP\/1\.1 200 OK/,
    ],
    [
      'to HTTP/1.0',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
      /\r\n\r\nhi$/,
    ],
    [
      'with a status out of range',
      'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n',
      get('/'),
      /^HTTP\/1\.1 502 .*cannot be passed on/s,
    ],
    ['of nonsense', 'what?\r\n\r\n', get('/'), /^HTTP\/1\.1 502 .*gave no answer: HPE_/s],
  ])('%s is passed as it is', async (_, answer, request, wanted) => {
    expect(await pass(answer, request)).toMatch(wanted);
  });

  it('is announced by the same interim answers', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n';
    expect(await pass(`${hints}HTTP/1.1 102 Processing\r\n\r\n${ok}`)).toMatch(
      /^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a\.css>; rel=preload\r\n\r\nHTTP\/1\.1 102 Processing\r\n\r\nHTTP\/1\.1 200 OK/,
    );
  });

  it('to an expectation is the upstream’s', async () => {
    const { proxy } = await startInFrontOfRaw((socket, received) => {
      socket.on('data', () => socket.write(received().endsWith('hi') ? ok : 'HTTP/1.1 100 Continue\r\n\r\n'));
    });
    const { socket, received } = await connect(proxy.url);
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n');
    await expect.poll(() => received()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('hi');
    await expect.poll(() => received()).toMatch(/200 OK.*ok$/s);
    socket.destroy();
  });

  it('streams: an event is there before the answer ends', async () => {
    let say = (_: string) => {};
    const { proxy } = await startInFrontOfNode((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      say = (event) => void response.write(event);
    });
    const { socket, received } = await connect(proxy.url);
    socket.write(get('/'));
    await expect.poll(() => received()).toContain('text/event-stream');
    say('data: 1\n\n');
    await expect.poll(() => received()).toContain('data: 1');
    socket.destroy();
  });
});

describe('a body', () => {
  it('of any size passes unchanged, either way', async () => {
    const { proxy } = await startInFrontOfNode((request, response) => request.pipe(response));
    const body = randomBytes(20 * 1024 * 1024);
    const answer = await fetch(proxy.url, { method: 'POST', body });
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(new Uint8Array(await answer.arrayBuffer()))).toBe(hash(body));
  });

  it('that the upstream breaks off is broken off', async () => {
    const { proxy } = await startInFrontOfRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok', () => socket.destroy());
      });
    });
    expect(await converse(proxy.url, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/\r\n\r\nok$/);
  });

  it('that the client breaks off is broken off', async () => {
    let arrived = () => '';
    let end: Promise<unknown> | undefined;
    const { proxy } = await startInFrontOfRaw((socket, received) => {
      arrived = received;
      end = once(socket, 'close');
    });
    const { socket } = await connect(proxy.url);
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhi');
    await expect.poll(() => arrived()).toMatch(/hi$/);
    socket.destroy();
    await end;
  });
});

describe('an upgrade', () => {
  const request = 'GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n';
  const agreed =
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\nX-Said: yes\r\n\r\n';

  it('makes one connection of two', async () => {
    const { proxy } = await startInFrontOfRaw((socket, received) => {
      socket.once('data', () => {
        expect(received()).toMatch(/Connection: Upgrade\r\nUpgrade: echo\r\n/);
        socket.write(`${agreed}first`);
        socket.pipe(socket);
      });
    });
    const { socket, received } = await connect(proxy.url);
    socket.write(`${request}early`);
    await expect.poll(() => received()).toMatch(/X-Said: yes.*\r\n\r\nfirstearly$/s);
    socket.write(' late');
    await expect.poll(() => received()).toMatch(/early late$/);
    await proxy.close(0);
    await expect.poll(() => socket.destroyed).toBe(true);
  });

  it('that is refused gets the refusal', async () => {
    const { proxy } = await startInFrontOfRaw(answering('HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno'));
    expect(await converse(proxy.url, request)).toMatch(
      /^HTTP\/1\.1 403 No\r\n.*Connection: close\r\n\r\nno$/s,
    );
  });
});

describe('the upstream', () => {
  it('that is gone is a 502 with the reason', async () => {
    const gone = await startRawServer(() => {});
    await gone.close();
    const { proxy } = await startInFrontOf(gone.url);
    expect(await converse(proxy.url, get('/'))).toMatch(/502 Bad Gateway.*gave no answer: ECONNREFUSED/s);
  });

  it('may close a connection that lies idle: the request goes over another', async () => {
    const sockets: net.Socket[] = [];
    const { proxy } = await startInFrontOfRaw((socket) => {
      sockets.push(socket);
      socket.once('data', () => {
        socket.write(ok);
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const agent = new http.Agent({ keepAlive: true });
    closing.push(() => agent.destroy());
    const ask = async () => {
      const [answer] = await once(http.get(proxy.url, { agent }), 'response');
      answer.resume();
      await once(answer, 'end');
      return answer.statusCode;
    };
    expect([await ask(), await ask()]).toEqual([200, 200]);
    expect(sockets).toHaveLength(2);
  });
});
