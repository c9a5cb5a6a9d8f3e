import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RestResponse } from './gateway-answer.ts';

interface Sent extends RestResponse {
  readonly requestId: string;
  readonly extendedRequestId: string;
}

/** Puts an answer on the wire, with the headers that a REST API adds to every one. */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, requestId, extendedRequestId }: Sent,
): void {
  const isBodiless = status === 204 || status === 304;
  // An unread body would be taken for the next request of the connection.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, {
    ...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [...values]])),
    ...(!isBodiless && { 'content-length': body.length }),
    'x-amzn-requestid': requestId,
    'x-amz-apigw-id': extendedRequestId,
  });
  response.end(isBodiless ? undefined : body);
}
