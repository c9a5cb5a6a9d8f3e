import { once } from 'node:events';
import { createServer as createHttpServer, Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, Server } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { captureListen, createHandler } from '../../src/adapter/index.ts';
import { get } from './behaviour.ts';
import { onHandler } from './exchange.ts';

const { listen } = Server.prototype;
afterEach(() => {
  Server.prototype.listen = listen;
});

describe('captureListen', () => {
  it('opens no port, and gives the server to the handler', async () => {
    const captured = captureListen();
    const app = express().get('/', (_, response) => void response.send('hello'));
    const server = app.listen(3000);
    expect(server.listening).toBe(false);
    expect((await onHandler(createHandler(() => captured.server))(get())).body).toBe('hello');
  });

  it('waits for an app that listens later', async () => {
    const captured = captureListen();
    const handler = createHandler(() => captured.server);
    setImmediate(() => createHttpServer((_, response) => response.end('late')).listen(0));
    expect((await onHandler(handler)(get())).body).toBe('late');
  });

  it('calls back and tells an address, as if it listened', async () => {
    captureListen();
    const server = createHttpServer(() => {});
    let called = 0;
    server.listen(8080, () => {
      called += 1;
    });
    await once(server, 'listening');
    expect(called).toBe(1);
    expect(server.address()).toMatchObject({ port: 8080 });
  });

  it('prefers a server of Express to others, and takes HTTPS', () => {
    const captured = captureListen();
    const metrics = createHttpServer(() => {}).listen(9090);
    expect(captured.server).toBe(metrics);
    const secure = createHttpsServer(express()).listen(443);
    expect(captured.server).toBe(secure);
    expect(secure).not.toBeInstanceOf(HttpServer);
  });

  it('leaves other servers alone', async () => {
    captureListen();
    const server = createNetServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    expect(server.listening).toBe(true);
    server.close();
  });
});
