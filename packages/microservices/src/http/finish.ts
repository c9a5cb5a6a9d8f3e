import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import fresh from 'fresh';
import type { HttpEvent } from './event.ts';
import type { Reply } from './reply.ts';

/** The reply as the gateway takes it: 304 if the client's copy is fresh, no body on HEAD, bytes as base64. */
export function finish(
  { headers: asked, requestContext }: HttpEvent,
  { status, headers, body }: Reply,
): APIGatewayProxyStructuredResultV2 {
  const { method } = requestContext.http;
  if (status === 200 && method !== 'PATCH' && fresh(asked, headers)) return notModified(headers);
  if (body === undefined) return { statusCode: status, headers };
  const bytes = Buffer.from(body);
  const isBase64Encoded = typeof body !== 'string';
  return {
    statusCode: status,
    headers: { ...headers, 'content-length': `${bytes.length}` },
    ...(method !== 'HEAD' && { body: isBase64Encoded ? bytes.toString('base64') : body, isBase64Encoded }),
  };
}

/** RFC 9110 §15.4.5: without what describes a body. */
function notModified({ 'content-type': _, ...headers }: Reply['headers']): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 304, headers };
}
