/** An answer that the gateway makes itself. Its body cannot be customized in an HTTP API. */
export interface GatewayAnswer {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The gateway's own answers; each body is `{"message": …}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting.html
 */
export const gatewayAnswers = {
  badRequest: { status: 400, message: 'Bad Request' },
  forbidden: { status: 403, message: 'Forbidden' },
  notFound: { status: 404, message: 'Not Found' },
  tooLarge: { status: 413, message: 'Request Entity Too Large' },
  headersTooLarge: { status: 431, message: 'Request Header Fields Too Large' },
  integrationFailed: { status: 500, message: 'Internal Server Error' },
  unavailable: { status: 503, message: 'Service Unavailable' },
} as const satisfies Record<string, GatewayAnswer>;

export function unauthorized(challenge: string): GatewayAnswer {
  return { status: 401, message: 'Unauthorized', headers: { 'www-authenticate': challenge } };
}
