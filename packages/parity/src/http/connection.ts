import net from 'node:net';
import tls from 'node:tls';
import type { BaseUrl } from './base-url.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { formatRequestHead } from './request-head.ts';
import { createResponseReader, type ReadResponse } from './response-reader.ts';

/** A connection to a server, for one request after the other. */
export interface Connection {
  /** Rejects with the reason why there is no answer. */
  ask(request: HttpRequest): Promise<HttpResponse>;
  /** Whether it may be asked again. */
  isFree(): boolean;
  destroy(): void;
}

/** Node's servers end a connection that has been idle for 5 s, and nothing should be on its way to them then. */
const longestIdleMs = 4000;

interface ConnectionOptions {
  /** A longer body is no answer. */
  readonly maxBodyBytes: number;
  readonly onClose: () => void;
}

/** Opens a connection, which keeps the process alive only while it is asked. */
export function openConnection(base: BaseUrl, { maxBodyBytes, onClose }: ConnectionOptions): Connection {
  const socket = connect(base, (bytes) => read(bytes)).setNoDelay(true);
  const reader = createResponseReader(maxBodyBytes);
  let asked: Asked | undefined;
  let isKept = true;
  let idleSinceMs = performance.now();
  const fail = (cause: unknown) => {
    isKept = false;
    asked?.reject(cause);
    asked = undefined;
    socket.destroy();
  };
  const succeed = ({ response, isLast }: ReadResponse) => {
    // Where the server did not wait for the whole request, what is left of it would be taken for another.
    isKept = !isLast && socket.writable && socket.writableLength === 0;
    idleSinceMs = performance.now();
    socket.unref();
    asked?.resolve(response);
    asked = undefined;
  };
  /** What has arrived, or that nothing will any more. */
  const read = (bytes: Buffer | undefined) => {
    if (!asked) return fail('nothing was asked');
    try {
      const answer = bytes ? reader.read(bytes) : reader.end();
      if (answer) succeed(answer);
    } catch (cause) {
      fail(cause);
    }
  };
  socket.on('end', () => read(undefined));
  socket.on('error', fail);
  socket.on('close', () => {
    fail(Object.assign(new Error('the connection broke off'), { code: 'ECONNRESET' }));
    onClose();
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject };
        reader.expect(request.method);
        socket.ref();
        write(socket, formatRequestHead(request, base.host), request);
      }),
    isFree: () => isKept && !asked && performance.now() - idleSinceMs < longestIdleMs,
    destroy: () => void socket.destroy(),
  };
}

interface Asked {
  readonly resolve: (response: HttpResponse) => void;
  readonly reject: (cause: unknown) => void;
}

/** Reads into one buffer again and again: a new one for each read would cost more than the answer in it. */
function connect({ isSecure, hostname: host, port }: BaseUrl, onData: (bytes: Buffer) => void): net.Socket {
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  const callback = (length: number) => {
    onData(buffer.subarray(0, length));
    return true;
  };
  const options = { host, port, onread: { buffer, callback } };
  if (!isSecure) return net.connect(options);
  // A certificate is asked for by name; an address is none: https://www.rfc-editor.org/rfc/rfc6066#section-3
  return tls.connect({ ...options, servername: net.isIP(host) ? '' : host, ALPNProtocols: ['http/1.1'] });
}

const readBytes = 64 * 1024;

/** In one packet, where it fits into one. */
function write(socket: net.Socket, head: string, { headers, body }: HttpRequest): void {
  if (!body?.length) return void socket.write(head, 'latin1');
  const length = headers.find(([name]) => name === 'content-length')?.[1];
  const isChunked = headers.some(([name]) => name === 'transfer-encoding');
  socket.cork();
  socket.write(isChunked ? `${head}${body.length.toString(16)}\r\n` : head, 'latin1');
  socket.write(body);
  if (isChunked) socket.write('\r\n0\r\n\r\n');
  socket.uncork();
  // A server would wait for the rest of a body that falls short of its length.
  if (Number(length) > body.length) socket.end();
}
