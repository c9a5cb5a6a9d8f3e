import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayResponse } from './response.ts';

/** Puts an answer on the wire, with the headers that the gateway adds to every one. */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, cookies, requestId }: GatewayResponse & { readonly requestId: string },
): void {
  const isBodiless = status === 204 || status === 304;
  const { 'content-length': stated, 'set-cookie': cookie, ...others } = headers;
  const allCookies = cookie === undefined ? cookies : [cookie, ...cookies];
  // An unread body would be taken for the next request of the connection.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(status, {
    ...others,
    ...(allCookies.length > 0 && { 'set-cookie': [...allCookies] }),
    ...(!isBodiless && { 'content-length': request.method === 'HEAD' && stated ? stated : body.length }),
    'apigw-requestid': requestId,
  });
  response.end(isBodiless ? undefined : body);
}
