import { ulidIds } from '@unlith/shared-model';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
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
      if (refusal.status >= 500) logFailure(error, event, requestId);
      return refusal;
    });
    return finish(event, { ...reply, headers: { ...headers, 'x-request-id': requestId, ...reply.headers } });
  };

function requestIdOf({ headers }: HttpEvent): string {
  const chosen = headers['x-request-id'];
  return chosen && /^[\w.:-]{1,128}$/.test(chosen) ? chosen : ulidIds.next();
}

/** One JSON line (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html). */
function logFailure(error: unknown, { routeKey }: HttpEvent, requestId: string): void {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  const entry = { timestamp: new Date().toISOString(), level: 'ERROR', event: 'request.failed' };
  process.stdout.write(
    `${JSON.stringify({ ...entry, routeKey, requestId, error: { name, message, stack, cause: cause && String(cause) } })}\n`,
  );
}
