import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { EnvironmentError, UsageError } from '../errors.ts';
import { maxHeaderSize } from './forward.ts';

/** With what a server proves who it is, as PEM. */
export interface Identity {
  /** Its certificate, and those that lead to its authority. */
  readonly cert: string;
  readonly key: string;
}

/** Longer than load balancers do (60 s at AWS): a connection that the server is about to close is not used. */
const idleMs = 75_000;

/**
 * A server for clients of HTTP/1.1, over TLS where it has an identity.
 *
 * @throws UsageError `proxy.tls` for a certificate or key that is none, or not the other's.
 */
export function createServer(identity: Identity | undefined): http.Server {
  const options = { maxHeaderSize, keepAliveTimeout: idleMs, requestTimeout: 0 };
  if (!identity) return http.createServer(options);
  try {
    return https.createServer({ ...options, ...identity });
  } catch (cause) {
    throw new UsageError(
      'proxy.tls',
      `The certificate and the key cannot be used: ${(cause as Error).message}. Give two PEM files that belong together.`,
      { cause },
    );
  }
}

/**
 * Listens, and returns where.
 *
 * @throws EnvironmentError `proxy.port`.
 */
export async function listen(
  server: http.Server,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? cause;
    throw new EnvironmentError(
      'proxy.port',
      `${host}:${port} cannot be listened on: ${reason}. Choose another port or host.`,
      { cause },
    );
  }
  const scheme = server instanceof https.Server ? 'https' : 'http';
  const own = server.address() as AddressInfo;
  return `${scheme}://${own.family === 'IPv6' ? `[${own.address}]` : own.address}:${own.port}`;
}
