import { parseBaseUrl } from './base-url.ts';
import { openConnection } from './connection.ts';
import { timedOut, unreachable } from './connection-error.ts';
import { createConnectionPool } from './connection-pool.ts';
import type { Send } from './http-message.ts';

/** Sends requests to one base URL over kept-alive connections. */
export interface HttpTransport {
  readonly send: Send;
  /** Ends the connections, and requests under way with them. */
  close(): void;
}

/** Where to send, and how much to put up with. */
export interface TransportOptions {
  readonly url: string;
  /** Longest wait for one answer. Default 30,000. */
  readonly timeoutMs?: number;
  readonly connections?: number;
  /** A longer body is no answer. */
  readonly maxBodyBytes?: number;
}

/**
 * Creates a transport over connections of its own: paths and headers go out exactly as written, which `fetch` would not do,
 * nor would a client that refuses what is wrong on purpose. Redirects are not followed, bodies not decoded, nothing is retried.
 *
 * @throws UsageError `target.url` when `url` is no http(s) URL; `send` throws EnvironmentError `target.unreachable`
 * or `target.timeout`.
 */
export function createHttpTransport({
  url,
  timeoutMs = 30_000,
  connections = Infinity,
  maxBodyBytes = Infinity,
}: TransportOptions): HttpTransport {
  const base = parseBaseUrl(url);
  const pool = createConnectionPool(
    (onClose) => openConnection(base, { maxBodyBytes, onClose }),
    connections,
  );
  const send: Send = async (request) => {
    const connection = await pool.take();
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      connection.destroy();
    }, timeoutMs);
    try {
      return await connection.ask(
        base.prefix === '' ? request : { ...request, path: base.prefix + request.path },
      );
    } catch (cause) {
      throw isLate ? timedOut(url, request, timeoutMs) : unreachable(url, request, cause);
    } finally {
      clearTimeout(deadline);
      pool.giveBack(connection);
    }
  };
  return { send, close: pool.close };
}
