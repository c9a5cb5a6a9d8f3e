import { ulidIds } from '@unlith/shared-model';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logLine } from '../log-line.ts';
import type { HttpEvent } from './event.ts';
import { finish } from './finish.ts';
import { toProblemReply } from './problem.ts';
import type { Reply } from './reply.ts';

export type HttpHandler = (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * A Lambda handler around what a route does. Every answer, be it an error, carries the headers given and a request id:
 * the client's own, if it is one, else a new one.
 */
export const answering =
  (act: (event: HttpEvent) => Promise<Reply>, headers: Reply['headers'] = {}): HttpHandler =>
  async (event) => {
    const requestId = requestIdOf(event);
    const reply = await act(event).catch((error: unknown) => {
      const refusal = toProblemReply(error);
      if (refusal.status >= 500) logLine('request.failed', error, { routeKey: event.routeKey, requestId });
      return refusal;
    });
    return finish(event, { ...reply, headers: { ...headers, 'x-request-id': requestId, ...reply.headers } });
  };

function requestIdOf({ headers }: HttpEvent): string {
  const chosen = headers['x-request-id'];
  return chosen && /^[\w.:-]{1,128}$/.test(chosen) ? chosen : ulidIds.next();
}
