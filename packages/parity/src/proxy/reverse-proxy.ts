import { once } from 'node:events';
import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { parseBaseUrl } from '../http/base-url.ts';
import { forward, type ProxiedExchange, type Upstream } from './forward.ts';
import { createServer, type Identity, listen } from './listen.ts';
import { tunnel } from './tunnel.ts';

/** Stands in front of one API and changes nothing of what passes, connection headers aside. */
export interface ReverseProxy {
  readonly url: string;
  /** Takes no further requests, and gives those under way so long to end. */
  close(graceMs: number): Promise<void>;
}

export interface ReverseProxyOptions {
  /** Base URL of the API. */
  readonly upstream: string;
  /** Default: loopback, and any free port. */
  readonly host?: string;
  readonly port?: number;
  /** For clients that speak TLS; without it, the proxy takes plain HTTP. */
  readonly identity?: Identity;
  /** Sees each request before its body flows, and may return who sees the answer likewise; both may listen, and must not pause. */
  readonly watch?: (exchange: ProxiedExchange) => ((answer: http.IncomingMessage) => void) | undefined;
}

/** Shorter than servers keep connections (Node's 5 s are the shortest in wide use): one that they are about to close is not used. */
const upstreamIdleMs = 4000;

/**
 * Starts a reverse proxy that streams both ways and buffers nothing.
 *
 * @throws UsageError `target.url`, `proxy.tls`; EnvironmentError `proxy.port` when it cannot listen.
 */
export async function startReverseProxy(options: ReverseProxyOptions): Promise<ReverseProxy> {
  const { host = '127.0.0.1', port = 0, watch = () => undefined } = options;
  const base = parseBaseUrl(options.upstream);
  const agent = new base.client.Agent({ keepAlive: true, timeout: upstreamIdleMs });
  const upstream: Upstream = { ...base, url: options.upstream, agent };
  const server = createServer(options.identity);
  const serve = (request: http.IncomingMessage, response: http.ServerResponse) =>
    forward({ request, response }, upstream, watch({ request, response }) ?? (() => {}));
  // Whether to send a body that was announced with `Expect` is the upstream's to say.
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, serve);
  const tunnels = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    tunnels.add(socket.once('close', () => tunnels.delete(socket)));
    tunnel({ request, socket, head }, upstream);
  });
  const url = await listen(server, { host, port });
  return {
    url,
    async close(graceMs) {
      const closed = once(server, 'close');
      server.keepAliveTimeout = 1; // Of connections that are busy now.
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      for (const socket of tunnels) socket.destroy();
      await closed;
      clearTimeout(cut);
      agent.destroy();
    },
  };
}
