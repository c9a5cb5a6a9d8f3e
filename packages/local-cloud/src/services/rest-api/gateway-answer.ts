/** What the client gets. */
export interface RestResponse {
  readonly status: number;
  /** Lower-case names; several values are lines of their own. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
}

/**
 * The answers that a REST API makes itself; `x-amzn-errortype` names their kind.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayAnswers = {
  /** Also for a path or method that does not exist. */
  missingToken: createAnswer(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
  unknownStage: createAnswer(403, 'ForbiddenException', 'Forbidden'),
  tooLarge: createAnswer(413, 'RequestTooLargeException', 'Request Too Long'),
  headersTooLarge: createAnswer(
    431,
    'RequestHeaderFieldsTooLargeException',
    'Request Header Fields Too Large',
  ),
  /** Lambda has not taken the invocation. */
  notInvoked: createInternalError(500),
  /** The function failed, or answered in another format. */
  malformed: createInternalError(502),
  timeout: createAnswer(504, 'GatewayTimeoutException', 'Endpoint request timed out'),
} as const;

/** For a signature that is wrong, expired, or of nobody who is known here. */
export function createSignatureRefusal(code: string, message: string): RestResponse {
  return code === 'MissingAuthenticationTokenException'
    ? gatewayAnswers.missingToken
    : createAnswer(403, code, message);
}

/** AWS writes this one's member with a capital letter. */
export function createAccessDenied(message: string): RestResponse {
  return createJson(403, 'AccessDeniedException', JSON.stringify({ Message: message }));
}

export function createRefusal(status: number): RestResponse {
  return createAnswer(status, 'ServiceUnavailableException', 'Service Unavailable');
}

function createAnswer(status: number, errorType: string, message: string): RestResponse {
  return createJson(status, errorType, JSON.stringify({ message }));
}

/** The space after the colon is AWS's own. */
function createInternalError(status: number): RestResponse {
  return createJson(status, 'InternalServerErrorException', '{"message": "Internal server error"}');
}

function createJson(status: number, errorType: string, body: string): RestResponse {
  return {
    status,
    headers: { 'content-type': ['application/json'], 'x-amzn-errortype': [errorType] },
    body: Buffer.from(body),
  };
}
