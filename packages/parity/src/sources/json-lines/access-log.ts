import { NotTaken, type RecordedRequest } from '../recorded-request.ts';
import { withoutStage } from './gateway-path.ts';

type Message = Omit<RecordedRequest, 'place'>;

/** What a field of a log can be called that holds a variable: after it, as AWS's examples do, or as others are used to. */
const names = {
  method: ['httpMethod', 'method', 'requestMethod'],
  path: ['path', 'rawPath', 'requestPath', 'uri', 'url'],
  query: ['rawQueryString', 'queryString', 'query'],
  stage: ['stage'],
  /** `GET /orders/{id}`, and for a REST API `/orders/{id}`. */
  route: ['routeKey', 'resourcePath'],
} as const;

/**
 * One line of an access log of API Gateway, whose format names `$context.httpMethod` and `$context.path`. It has no body and no
 * headers: only what needs neither can be asked again.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 *
 * @throws NotTaken
 */
export function fromAccessLog(record: Readonly<Record<string, unknown>>): Message {
  const find = (field: keyof typeof names): string | undefined => {
    const value = names[field]
      .map((name) => record[name])
      .find((each) => typeof each === 'string' && each !== '-');
    return value as string | undefined;
  };
  const route = find('route')?.split(' ');
  const method = find('method') ?? (route?.length === 2 ? route[0] : undefined);
  const path = find('path') ?? route?.at(-1);
  if (method === undefined || !path?.startsWith('/'))
    throw new NotTaken('it has no method and path: log $context.httpMethod and $context.path');
  if (/[{}]/.test(path))
    throw new NotTaken('it names its route, not what was asked for: log $context.path as well');
  if (!/^(GET|HEAD|OPTIONS|DELETE)$/.test(method)) throw new NotTaken('its body is in no access log');
  const query = find('query')?.replace(/^\?/, '');
  return { method, path: `${withoutStage(path, find('stage'))}${query ? `?${query}` : ''}`, headers: [] };
}
