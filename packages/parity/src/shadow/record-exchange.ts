import type { IncomingMessage } from 'node:http';
import { type HeaderLine, toHeaderLines } from '../http/http-message.ts';
import { nowMs } from '../play/now-ms.ts';
import type { RecordedExchange } from '../play/recorded.ts';
import type { ProxiedExchange } from '../proxy/forward.ts';
import { listSaid } from '../proxy/forwarded-headers.ts';
import { type Budget, type CollectedBody, collectBody } from './collect-body.ts';

/**
 * Records an exchange while it passes. Once the client has its answer, `onEnd` gets the recording, whose bytes it gives back to the
 * budget when it is done with them, or the reason why there is none.
 *
 * @returns who is to see the answer.
 */
export function recordExchange(
  { request, response }: ProxiedExchange,
  budget: Budget,
  onEnd: (end: RecordedExchange | string) => void,
): (answer: IncomingMessage) => void {
  const startedAtMs = nowMs();
  const asked = collectBody(request, budget);
  let answered: { readonly answer: IncomingMessage; readonly body: CollectedBody } | undefined;
  response.once('close', () => {
    const [sent, got] = [asked.find(), answered?.body.find()];
    if (answered && sent && got && response.writableFinished) {
      const { statusCode: status = 0, rawHeaders } = answered.answer;
      return onEnd({
        request: toCopy(request, sent),
        response: { status, headers: toHeaderLines(rawHeaders), body: got },
        startedAtMs,
        durationMs: nowMs() - startedAtMs,
      });
    }
    asked.drop();
    answered?.body.drop();
    if (!response.writableFinished) onEnd('it was broken off');
    else onEnd(answered ? 'a body is too long to be kept' : 'the baseline gave no answer');
  });
  return (answer) => {
    answered = { answer, body: collectBody(answer, budget) };
    // It may never end, and should not keep its memory so long.
    if (answer.headers['content-type']?.startsWith('text/event-stream')) answered.body.drop();
  };
}

/** How many bytes its bodies have. */
export function countBytes({ request, response }: RecordedExchange): number {
  return (request.body?.length ?? 0) + response.body.length;
}

/** The request for others than the baseline: they have another host, and a body whose length is known. */
function toCopy(request: IncomingMessage, body: Uint8Array): RecordedExchange['request'] {
  const { method = '', url: path = '/' } = request;
  const headers = listSaid(request, { chunked: false })
    .map(([name, value]): HeaderLine => [name.toLowerCase(), value])
    .filter(([name]) => name !== 'content-length' && name !== 'expect');
  return { method, path, headers, ...(body.length > 0 && { body }) };
}
