import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { formatHead, toOutgoing, type Upstream } from './forward.ts';
import { toEndToEnd } from './forwarded-headers.ts';

/** A connection that asks to speak another protocol, and what it has already said in it. */
export interface Upgrade {
  readonly request: http.IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Passes an upgrade on; where the upstream agrees, the two connections are one from then on, and end together. */
export function tunnel({ request, socket, head }: Upgrade, upstream: Upstream): void {
  const protocol = ['Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? ''];
  const options = toOutgoing(upstream, request);
  const outgoing = upstream.client.request({
    ...options,
    headers: [...options.headers, ...protocol],
    agent: false,
  });
  outgoing.on('upgrade', (answer, other: Duplex, otherHead: Buffer) => {
    socket.write(formatAnswer(answer, ['Connection', 'Upgrade', 'Upgrade', answer.headers.upgrade ?? '']));
    socket.write(otherHead);
    other.write(head);
    other.pipe(socket).pipe(other);
    other.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => other.destroy());
  });
  outgoing.on('response', (answer) => {
    socket.write(formatAnswer(answer, ['Connection', 'close']));
    answer.pipe(socket);
    answer.on('error', () => socket.destroy());
  });
  outgoing.on('error', () => socket.destroy());
  socket.on('error', () => socket.destroy()).on('close', () => outgoing.destroy());
  outgoing.end();
}

function formatAnswer(answer: http.IncomingMessage, connection: readonly string[]): string {
  const { statusCode = 0, statusMessage = '', rawHeaders } = answer;
  return formatHead(statusCode, statusMessage, [
    ...toEndToEnd(rawHeaders, { chunked: false }),
    ...connection,
  ]);
}
