import type http from 'node:http';
import type { BaseUrl } from '../http/base-url.ts';
import { toEndToEnd, toForwardedRequest, toPairs } from './forwarded-headers.ts';

/** A request, and where its answer goes. */
export interface ProxiedExchange {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
}

/** Where requests go, and over which connections. */
export interface Upstream extends BaseUrl {
  readonly url: string;
  readonly agent: http.Agent;
}

/** Headers as long as any server takes; who finds them too long may say so itself. */
export const maxHeaderSize = 256 * 1024;

/** What the request looks like upstream. */
export function toOutgoing({ hostname, port, host, prefix }: Upstream, request: http.IncomingMessage) {
  const { method, url = '/' } = request;
  const headers = toForwardedRequest(request, host);
  return { hostname, port, method, path: prefix + url, headers, maxHeaderSize };
}

/**
 * Passes a request on and its answer back as they come, trailers and interim answers too. What either side breaks off, breaks off
 * on the other.
 *
 * @param onAnswer gets the answer before its body flows.
 */
export function forward(
  exchange: ProxiedExchange,
  upstream: Upstream,
  onAnswer: (answer: http.IncomingMessage) => void,
): void {
  const { request, response } = exchange;
  const outgoing = upstream.client.request({ ...toOutgoing(upstream, request), agent: upstream.agent });
  let answered = false;
  outgoing.on('information', ({ statusCode, statusMessage, rawHeaders }: http.InformationEvent) => {
    if (request.httpVersion === '1.1')
      response.socket?.write(formatHead(statusCode, statusMessage, rawHeaders));
  });
  outgoing.on('response', (answer) => {
    answered = true;
    onAnswer(answer);
    passBack(answer, response);
  });
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    request.resume(); // The client may still be sending; nobody else listens.
    if (answered || response.destroyed) return;
    if (outgoing.reusedSocket && error.code === 'ECONNRESET' && isRepeatable(request))
      forward(exchange, upstream, onAnswer);
    else refuse(response, `${upstream.url} gave no answer: ${error.code ?? error.message}\n`);
  });
  response.on('error', () => outgoing.destroy());
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  if (hasBody(request)) passBody(request, outgoing);
  else outgoing.end();
}

function passBack(answer: http.IncomingMessage, response: http.ServerResponse): void {
  const { method, httpVersion } = response.req;
  const chunked =
    answer.headers['transfer-encoding'] !== undefined && method !== 'HEAD' && httpVersion === '1.1';
  response.sendDate = false; // The upstream's own passes.
  try {
    const headers = toEndToEnd(answer.rawHeaders, { chunked });
    response.writeHead(answer.statusCode ?? 0, answer.statusMessage, headers);
    passBody(answer, response);
  } catch (error) {
    answer.destroy();
    refuse(response, `The answer cannot be passed on: ${(error as Error).message}\n`);
  }
  answer.on('error', () => response.destroy());
}

function passBody(from: http.IncomingMessage, to: http.OutgoingMessage): void {
  from.pipe(to, { end: false });
  from.on('end', () => {
    to.addTrailers(toPairs(from.rawTrailers));
    to.end();
  });
  // A message that has begun and takes its time, a stream of events for example, is seen to have begun.
  setImmediate(() => to.writableEnded || to.destroyed || to.flushHeaders());
}

/** A connection that the other side closed while it lay idle says nothing about the request: RFC 9112, section 9.3.1. */
function isRepeatable(request: http.IncomingMessage): boolean {
  return !hasBody(request) && /^(GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/.test(request.method ?? '');
}

function hasBody({ headers }: http.IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3 */
function refuse(response: http.ServerResponse, reason: string): void {
  response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end(reason);
}

/** The head of an answer as it goes onto the wire. */
export function formatHead(status: number, message: string, headers: readonly string[]): string {
  const lines = toPairs(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${message}\r\n${lines.join('')}\r\n`;
}
