import type http from 'node:http';
import type net from 'node:net';
import { afterEach } from 'vitest';
import { type ReverseProxyOptions, startReverseProxy } from '../../src/proxy/reverse-proxy.ts';
import { startRawServer } from '../support/raw-http.ts';
import { startServer } from '../support/server.ts';

/** What each test must close, the last opened first. */
export const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Talk = (socket: net.Socket, received: () => string) => void;

export async function startInFrontOfRaw(talk: Talk) {
  const upstream = await startRawServer(talk);
  closing.push(upstream.close);
  return { upstream, ...(await startInFrontOf(upstream.url)) };
}

export async function startInFrontOf(upstream: string, options: Partial<ReverseProxyOptions> = {}) {
  const proxy = await startReverseProxy({ upstream, ...options });
  closing.push(() => proxy.close(0));
  return { proxy };
}

export async function startInFrontOfNode(listener: http.RequestListener) {
  const upstream = await startServer(listener);
  closing.push(upstream.close);
  return startInFrontOf(upstream.url);
}
