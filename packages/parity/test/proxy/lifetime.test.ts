import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { describe, expect, it } from 'vitest';
import { startReverseProxy } from '../../src/proxy/reverse-proxy.ts';
import { connect, startRawServer } from '../support/raw-http.ts';
import { startServer } from '../support/server.ts';
import { closing, startInFrontOf, startInFrontOfNode, startInFrontOfRaw } from './in-front-of.ts';

describe('closing', () => {
  it('lets a request that is under way end, and takes no other', async () => {
    let end: (() => unknown) | undefined;
    const { proxy } = await startInFrontOfNode((_, response) => {
      end = () => response.end('done');
    });
    const { socket, received } = await connect(proxy.url);
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => end).toBeDefined();
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

const readPem = (name: string) =>
  readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

it('listens for TLS where it has an identity, and tells the upstream', async () => {
  const upstream = await startServer(({ headers }, response) => response.end(headers['x-forwarded-proto']));
  closing.push(upstream.close);
  const pem = readPem('self-signed');
  const { proxy } = await startInFrontOf(upstream.url, { identity: { cert: pem, key: pem } });
  expect(proxy.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
  const [answer] = await once(https.get(proxy.url, { ca: pem, agent: false }), 'response');
  expect(Buffer.concat(await answer.toArray()).toString()).toBe('https');
});

it.each([
  ['is none', { cert: 'none', key: 'none' }],
  ['is for another key', { cert: readPem('self-signed'), key: readPem('expired') }],
])('says when its certificate %s', async (_, identity) => {
  await expect(startReverseProxy({ upstream: 'http://127.0.0.1', identity })).rejects.toMatchObject({
    code: 'proxy.tls',
    exitCode: 2,
    message: expect.stringMatching(/cannot be used: .*\. Give two PEM files/),
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
