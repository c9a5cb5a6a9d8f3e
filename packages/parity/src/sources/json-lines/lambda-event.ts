import * as v from 'valibot';
import type { HeaderLine } from '../../http/http-message.ts';
import { recordOf } from '../record-of.ts';
import { NotTaken, type RecordedRequest } from '../recorded-request.ts';
import { encodePath, withoutStage } from './gateway-path.ts';

// Proxy events of both formats: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html

const nullish = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema));
const texts = recordOf(v.string());
const lists = recordOf(v.array(v.string()));
const body = { body: nullish(v.string()), isBase64Encoded: v.optional(v.boolean(), false) };

const version2 = v.object({
  ...body,
  version: v.literal('2.0'),
  rawPath: v.string(),
  rawQueryString: v.optional(v.string(), ''),
  headers: nullish(texts),
  cookies: nullish(v.array(v.string())),
  requestContext: v.object({ stage: v.optional(v.string()), http: v.object({ method: v.string() }) }),
});

const version1 = v.object({
  ...body,
  httpMethod: v.string(),
  path: v.string(),
  headers: nullish(texts),
  multiValueHeaders: nullish(lists),
  queryStringParameters: nullish(texts),
  multiValueQueryStringParameters: nullish(lists),
  requestContext: v.object({ elb: v.optional(v.unknown()) }),
});

type Message = Omit<RecordedRequest, 'place'>;

/** Whether a record is what a Lambda function is invoked with, rather than a line of a log. */
export const isLambdaEvent = (record: object): boolean => 'requestContext' in record || 'Records' in record;

/** @throws NotTaken for events of other services. */
export function fromLambdaEvent(event: object): Message {
  const second = v.safeParse(version2, event);
  if (second.success) return fromVersion2(second.output);
  const first = v.safeParse(version1, event);
  if (first.success) return fromVersion1(first.output);
  throw new NotTaken('it is no event of HTTP, neither of payload format 1.0 nor 2.0');
}

function fromVersion2(event: v.InferOutput<typeof version2>): Message {
  const { stage, http } = event.requestContext;
  const cookie: HeaderLine[] = event.cookies?.length ? [['cookie', event.cookies.join('; ')]] : [];
  return {
    method: http.method,
    path: withQuery(encodePath(withoutStage(event.rawPath, stage)), event.rawQueryString),
    headers: [...listLines(event.headers ?? {}), ...cookie],
    ...readBody(event),
  };
}

function fromVersion1(event: v.InferOutput<typeof version1>): Message {
  const query = Object.entries(event.multiValueQueryStringParameters ?? event.queryStringParameters ?? {});
  // A load balancer leaves the query encoded, a gateway does not.
  const encode = event.requestContext.elb ? (text: string) => text : encodeURIComponent;
  const pairs = query.flatMap(([name, values]) =>
    [values].flat().map((value) => `${encode(name)}=${encode(value)}`),
  );
  return {
    method: event.httpMethod,
    path: withQuery(event.path, pairs.join('&')),
    headers: listLines(event.multiValueHeaders ?? event.headers ?? {}),
    ...readBody(event),
  };
}

const withQuery = (path: string, query: string) => (query ? `${path}?${query}` : path);

const listLines = (headers: Readonly<Record<string, string | readonly string[]>>): HeaderLine[] =>
  Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): HeaderLine => [name.toLowerCase(), value]),
  );

function readBody({ body: text, isBase64Encoded }: v.InferOutput<v.ObjectSchema<typeof body, undefined>>) {
  return text ? { body: new Uint8Array(Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8')) } : {};
}
