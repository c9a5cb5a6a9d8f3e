import type { GatewayResponse } from './response.ts';

/**
 * The answers that the gateway makes itself. Their bodies cannot be customized in an HTTP API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
export const gatewayAnswers = {
  badRequest: createAnswer(400, 'Bad Request'),
  forbidden: createAnswer(403, 'Forbidden'),
  notFound: createAnswer(404, 'Not Found'),
  tooLarge: createAnswer(413, 'Request Entity Too Large'),
  headersTooLarge: createAnswer(431, 'Request Header Fields Too Large'),
  integrationFailed: createAnswer(500, 'Internal Server Error'),
  unavailable: createAnswer(503, 'Service Unavailable'),
} as const;

export function createUnauthorized(challenge: string): GatewayResponse {
  return createAnswer(401, 'Unauthorized', { 'www-authenticate': challenge });
}

function createAnswer(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): GatewayResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}
