import { describe, expect, it, vi } from 'vitest';
import { startReverseProxy } from '../../src/proxy/reverse-proxy.ts';
import { connect, startRawServer } from '../support/raw-http.ts';
import { closing, startInFrontOfNode, startInFrontOfRaw } from './in-front-of.ts';

describe('closing', () => {
  it('lets a request that is under way end, and takes no other', async () => {
    let end: (() => unknown) | undefined;
    const { proxy } = await startInFrontOfNode((_, response) => {
      end = () => response.end('done');
    });
    const { socket, received } = await connect(proxy.url);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await vi.waitFor(() => expect(end).toBeDefined());
    const closed = proxy.close(60_000);
    await expect(fetch(proxy.url)).rejects.toThrow();
    end?.();
    await closed;
    expect(received()).toMatch(/done/);
  });

  it('waits no longer than it is told', async () => {
    const { proxy } = await startInFrontOfRaw(() => {});
    const { socket } = await connect(proxy.url);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await proxy.close(20);
  });
});

it('says why it cannot listen', async () => {
  const taken = await startRawServer(() => {});
  closing.push(taken.close);
  await expect(startReverseProxy({ upstream: taken.url, port: taken.port })).rejects.toMatchObject({
    code: 'proxy.port',
    message: `127.0.0.1:${taken.port} cannot be listened on: EADDRINUSE. Choose another port or host.`,
  });
});
