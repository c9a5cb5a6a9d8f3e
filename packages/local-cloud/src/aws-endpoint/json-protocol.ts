import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { WireAnswer } from './handler.ts';
import type { JsonObject } from './json.ts';

/** https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and its sibling 1.1 */
type JsonVersion = '1.0' | '1.1';

/** `x-amz-target: AmazonSQS.SendMessage` */
interface Target {
  readonly prefix: string;
  readonly operation: string;
}

export function parseTarget(headers: IncomingHttpHeaders): Target | undefined {
  const [, prefix, operation] = /^(.+)\.(\w+)$/u.exec(String(headers['x-amz-target'])) ?? [];
  return prefix && operation ? { prefix, operation } : undefined;
}

/** The input of a call; `undefined` when it is no JSON object. */
export function parseJsonInput(body: Buffer): JsonObject | undefined {
  try {
    const input: unknown = JSON.parse(body.toString());
    return typeof input === 'object' && input !== null && !Array.isArray(input)
      ? (input as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}

interface JsonAnswer {
  readonly version: JsonVersion;
  /** Default 200. */
  readonly status?: number;
  readonly output: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export function createJsonAnswer({ version, status = 200, output, headers = {} }: JsonAnswer): WireAnswer {
  const body = Buffer.from(JSON.stringify(output));
  return {
    status,
    body,
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'content-length': String(body.length),
      'x-amzn-requestid': randomUUID(),
      ...headers,
    },
  };
}

interface JsonError {
  readonly version: JsonVersion;
  /** Default 400. */
  readonly status?: number;
  /** Name with its namespace, as the service writes it: `com.amazonaws.sqs#QueueDoesNotExist`. */
  readonly type: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `__type` and `message` are what clients read (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization). */
export function createJsonError({ status = 400, type, message, ...rest }: JsonError): WireAnswer {
  return createJsonAnswer({ ...rest, status, output: { __type: type, message } });
}
