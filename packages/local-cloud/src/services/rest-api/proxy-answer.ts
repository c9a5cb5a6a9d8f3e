import { isSendable, isStatus } from '../api-gateway/response.ts';
import type { RestResponse } from './gateway-answer.ts';
import { isBinary } from './media-type.ts';

export interface AnswerReading {
  readonly binaryMediaTypes: readonly string[];
  readonly accept: string | undefined;
}

/**
 * Reads a function's answer to a REST API; `undefined` when it has another format, which is a 502. A base64 body is
 * decoded only when the client accepts one of the API's binary media types.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function parseProxyAnswer(
  payload: Buffer,
  { accept, binaryMediaTypes }: AnswerReading,
): RestResponse | undefined {
  const answer = parseObject(payload);
  if (!answer || Object.keys(answer).some((member) => !members.has(member))) return undefined;
  const { statusCode, body, isBase64Encoded } = answer;
  const status = typeof statusCode === 'string' ? Number(statusCode) : statusCode;
  const headers = mergeHeaders(answer);
  if (!isStatus(status) || !headers || (typeof body !== 'string' && body !== undefined && body !== null))
    return undefined;
  const decodes = isBase64Encoded === true && isBinary(accept, binaryMediaTypes);
  return {
    status,
    headers: { 'content-type': ['application/json'], ...headers },
    body: Buffer.from(body ?? '', decodes ? 'base64' : 'utf8'),
  };
}

const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** Both maps become one list; a value that stands in both comes once. `undefined` when a value cannot be sent. */
function mergeHeaders(answer: Readonly<Record<string, unknown>>): Record<string, string[]> | undefined {
  const merged: Record<string, string[]> = {};
  const multiple = toEntries(answer.multiValueHeaders);
  const single = toEntries(answer.headers);
  if (!multiple?.every(([, values]) => Array.isArray(values))) return undefined;
  if (!single?.every(([, value]) => typeof value !== 'object' || value === null)) return undefined;
  for (const [name, given] of [...multiple, ...single]) {
    const values = [given]
      .flat()
      .filter((value) => value !== null && value !== undefined)
      .map(String);
    if (values.some((value) => !isSendable(name, value))) return undefined;
    const lower = name.toLowerCase();
    if (connectionHeaders.has(lower)) continue;
    const target = remappedHeaders.has(lower) ? `x-amzn-remapped-${lower}` : lower;
    if (values.length > 0) merged[target] = [...new Set([...(merged[target] ?? []), ...values])];
  }
  return merged;
}

/** The gateway's connection is its own. */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
]);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const remappedHeaders = new Set([
  'authorization',
  'content-md5',
  'date',
  'host',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
]);

function toEntries(headers: unknown): [string, unknown][] | undefined {
  if (headers === undefined || headers === null) return [];
  return typeof headers === 'object' && !Array.isArray(headers) ? Object.entries(headers) : undefined;
}

function parseObject(payload: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(payload.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
