import { validateHeaderName, validateHeaderValue } from 'node:http';

/** What the client gets for a function's answer. */
export interface GatewayResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/**
 * Reads a function's answer in payload format 2.0; `undefined` when it has a shape that the gateway refuses with 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function parseFunctionAnswer(payload: Buffer): GatewayResponse | undefined {
  const answer = parseJson(payload);
  if (typeof answer === 'string') return inferResponse(Buffer.from(answer));
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer))
    return inferResponse(payload);
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = answer as FullAnswer;
  if (!isStatus(statusCode) || !isCookies(cookies ?? []) || !isBody(body ?? '')) return undefined;
  const values = parseHeaders(headers ?? {});
  if (!values) return undefined;
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...values },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

interface FullAnswer {
  readonly statusCode: unknown;
  readonly headers?: unknown;
  readonly cookies?: string[] | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: unknown;
}

/** An answer without `statusCode` is the body itself. */
function inferResponse(body: Buffer): GatewayResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
}

export function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599;
}

function isCookies(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((cookie) => typeof cookie === 'string' && isSendable('set-cookie', cookie))
  );
}

function isBody(value: unknown): value is string {
  return typeof value === 'string';
}

/** Headers that belong to the connection, which is the gateway's own. */
const connectionHeaders = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'date']);

/** `undefined` when a value is an array or an object (format 2.0 has no multi-value headers) or cannot be sent. */
function parseHeaders(headers: unknown): Record<string, string> | undefined {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return undefined;
  const entries = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  if (entries.some(([, value]) => typeof value === 'object')) return undefined;
  if (!entries.every(([name, value]) => isSendable(name, String(value)))) return undefined;
  return Object.fromEntries(
    entries
      .map(([name, value]): [string, string] => [name.toLowerCase(), String(value)])
      .filter(([name]) => !connectionHeaders.has(name)),
  );
}

export function isSendable(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
