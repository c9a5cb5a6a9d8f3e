import type http from 'node:http';
import { EnvironmentError } from '../errors.ts';
import { parseBaseUrl } from './base-url.ts';
import { type HttpRequest, type HttpResponse, type Send, toHeaderLines } from './http-message.ts';

/** Sends requests to one base URL over kept-alive connections. */
export interface HttpTransport {
  readonly send: Send;
  /** Ends the idle connections. */
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
 * Creates a transport over `node:http(s)`: paths go out exactly as written, which `fetch` would not do.
 * Redirects are not followed, bodies not decoded, nothing is retried.
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
  const { client, hostname, port, prefix } = parseBaseUrl(url);
  const agent = new client.Agent({ keepAlive: true, maxSockets: connections });

  const send: Send = (request) => {
    let isLate = false;
    const options = {
      agent,
      hostname,
      port,
      method: request.method,
      path: prefix + request.path,
      headers: toNodeHeaders(request),
    };
    return new Promise<HttpResponse>((resolve, reject) => {
      const outgoing = client.request(options, (incoming) =>
        collect(incoming, maxBodyBytes).then(resolve, reject),
      );
      // A timer costs a tenth of what a signal does, and is needed once a request.
      const deadline = setTimeout(() => {
        isLate = true;
        outgoing.destroy(new Error('too late'));
      }, timeoutMs);
      outgoing.on('close', () => clearTimeout(deadline));
      outgoing.on('error', reject);
      outgoing.end(request.body);
    }).catch((cause) => {
      throw isLate ? timedOut(url, request, timeoutMs) : unreachable(url, request, cause);
    });
  };
  return { send, close: () => agent.destroy() };
}

function toNodeHeaders({ headers, body }: HttpRequest): Record<string, string | string[]> {
  const lines: Record<string, string | string[]> = {};
  if (body) lines['content-length'] = String(body.length);
  for (const [name, value] of headers) {
    const earlier = name === 'content-length' ? undefined : lines[name];
    lines[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return lines;
}

function collect(incoming: http.IncomingMessage, maxBodyBytes: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > maxBodyBytes) incoming.destroy(new Error(`a body of more than ${maxBodyBytes} bytes`));
    });
    incoming.on('error', reject);
    incoming.on('end', () => {
      const headers = toHeaderLines(incoming.rawHeaders);
      resolve({ status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks) });
    });
  });
}

function timedOut(url: string, { method, path }: HttpRequest, timeoutMs: number): EnvironmentError {
  return new EnvironmentError(
    'target.timeout',
    `${url} did not answer ${method} ${path} within ${timeoutMs} ms. See whether it is alive, or allow it more time.`,
  );
}

function unreachable(url: string, { method, path }: HttpRequest, cause: unknown): EnvironmentError {
  const reason =
    cause instanceof Error ? (cause as NodeJS.ErrnoException).code || cause.message : String(cause);
  return new EnvironmentError(
    'target.unreachable',
    `${url} gave no answer to ${method} ${path}: ${reason}. Check the URL and that the API is running.`,
    { cause },
  );
}
