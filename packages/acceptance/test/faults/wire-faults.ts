import { isDeepStrictEqual } from 'node:util';
import type { HttpRequest, HttpResponse, PlayedStep, Send } from '@unlith/parity';
import type { Fault } from './fault.ts';

/** A defect between parity and the split: in what is asked, or in what is answered. */
export interface WireFault extends Fault {
  readonly onRequest?: ChangeRequest;
  readonly onResponse?: ChangeResponse;
}

/** The transport with the fault in it. */
export const plantOnWire =
  ({ onRequest = same, onResponse = same }: WireFault, send: Send): Send =>
  async (request) =>
    onResponse(await send(onRequest(request)), request);

/** Whether a step would have been another one with the fault. */
export function touches({ onRequest = same, onResponse = same }: WireFault, step: PlayedStep): boolean {
  if (step.outcome !== 'answered') return false;
  const { request, response } = step;
  const answered = onResponse(response, request);
  return (
    !isDeepStrictEqual(onRequest(request), request) ||
    !isDeepStrictEqual({ ...answered, body: response.body }, response) ||
    !Buffer.from(answered.body).equals(response.body)
  );
}

type ChangeRequest = (request: HttpRequest) => HttpRequest;
type ChangeResponse = (response: HttpResponse, request: HttpRequest) => HttpResponse;

const same = <Value>(value: Value): Value => value;

type Change = (body: Body) => void;
// biome-ignore lint/suspicious/noExplicitAny: faults reach into answers of every shape.
type Body = any;

const isGet = (path: RegExp) => (request: HttpRequest) => request.method === 'GET' && path.test(request.path);
const flight = isGet(/^\/api\/flights\/[^/]+$/);
const search = isGet(/^\/api\/flights\?/);
const bookings = isGet(/^\/api\/bookings(\?|$)/);
const booking = isGet(/^\/api\/bookings\/[^/]+$/);
const created = ({ method, path }: HttpRequest) => method === 'POST' && path === '/api/bookings';
const changed = ({ method }: HttpRequest) => method === 'PATCH';
const anything = () => true;

/** Changes the JSON of successful answers to matching requests. */
function inBody(matches: (request: HttpRequest) => boolean, change: Change): ChangeResponse {
  return (response, request) => {
    if (!matches(request) || response.status >= 300 || response.body.length === 0) return response;
    return rewrite(response, change);
  };
}

/** Changes the JSON of problems (RFC 9457). */
function inProblem(change: Change): ChangeResponse {
  return (response) =>
    findType(response)?.startsWith('application/problem+json') && response.body.length > 0
      ? rewrite(response, change)
      : response;
}

function rewrite(response: HttpResponse, change: Change): HttpResponse {
  const body = JSON.parse(Buffer.from(response.body).toString()) as Body;
  change(body);
  return { ...response, body: Buffer.from(JSON.stringify(body)) };
}

/** Replaces a header's value, or removes the header. */
function inHeader(
  name: string,
  change: (value: string, response: HttpResponse) => string | undefined,
  matches: (request: HttpRequest) => boolean = anything,
): ChangeResponse {
  return (response, request) =>
    matches(request)
      ? {
          ...response,
          headers: response.headers.flatMap(([header, value]) => {
            if (header !== name) return [[header, value] as const];
            const next = change(value, response);
            return next === undefined ? [] : [[header, next] as const];
          }),
        }
      : response;
}

const without =
  (name: string): ChangeRequest =>
  (request) => ({
    ...request,
    headers: request.headers.filter(([header]) => header !== name),
  });

const findType = ({ headers }: HttpResponse) => headers.find(([name]) => name === 'content-type')?.[1];
const remove = () => undefined;

/** Leaves out the last bytes of successful bodies of a type. */
function cutOff(type: string): ChangeResponse {
  return (response) =>
    findType(response)?.startsWith(type) && response.status === 200
      ? { ...response, body: response.body.subarray(0, -20) }
      : response;
}

export const wireFaults: readonly WireFault[] = [
  {
    kind: 'status',
    name: 'a refusal turned into a success',
    onResponse: (response) => (response.status === 412 ? { ...response, status: 200 } : response),
  },
  { kind: 'field', name: 'a dropped field', onResponse: inBody(flight, (body) => delete body.currency) },
  {
    kind: 'field',
    name: 'a renamed field',
    onResponse: inBody(flight, (body) => {
      body.price = body.priceCents;
      delete body.priceCents;
    }),
  },
  {
    kind: 'field',
    name: 'an added field',
    onResponse: inBody(booking, (body) => (body.internalNote = 'vip')),
  },
  {
    kind: 'type',
    name: 'a number as text',
    onResponse: inBody(booking, (body) => (body.seats = String(body.seats))),
  },
  { kind: 'type', name: 'null for a text', onResponse: inBody(flight, (body) => (body.aircraft = null)) },
  { kind: 'paging', name: 'one item too few', onResponse: inBody(search, (body) => body.items.pop()) },
  {
    kind: 'paging',
    name: 'no cursor before the end',
    onResponse: inBody(bookings, (body) => (body.nextCursor = null)),
  },
  {
    kind: 'id',
    name: 'swapped ids',
    onResponse: inBody(bookings, ({ items }) => {
      if (items.length > 1)
        [items[0].bookingId, items[1].bookingId] = [items[1].bookingId, items[0].bookingId];
    }),
  },
  {
    kind: 'id',
    name: "another customer's id",
    onResponse: inBody(booking, (body) => (body.customerId = 'customer-9')),
  },
  {
    kind: 'time',
    name: 'a time in another format',
    onResponse: inBody(created, (body) => (body.createdAt = body.createdAt.replace(/\.\d+/, ''))),
  },
  {
    kind: 'time',
    name: 'a time a day off',
    onResponse: inBody(
      changed,
      (body) => (body.updatedAt = new Date(Date.parse(body.updatedAt) - 86_400_000).toISOString()),
    ),
  },
  {
    kind: 'id',
    name: 'a Location that names nothing',
    onResponse: inHeader('location', (value) => value.replace(/[^/]+$/, '01KDVDNA000000000000000999')),
  },
  { kind: 'concurrency', name: 'a stale ETag', onResponse: inHeader('etag', () => '"1"', changed) },
  {
    kind: 'header',
    name: 'no ETag on HEAD',
    onResponse: inHeader('etag', remove, ({ method }) => method === 'HEAD'),
  },
  {
    kind: 'media type',
    name: 'another content type',
    onResponse: inHeader('content-type', (type) => type.replace('application/json', 'text/json')),
  },
  {
    kind: 'media type',
    name: 'no charset',
    onResponse: inHeader('content-type', (type) => type.replace('; charset=utf-8', '')),
  },
  {
    kind: 'media type',
    name: 'problems as plain JSON',
    onResponse: inHeader('content-type', (type) => type.replace('problem+json', 'json')),
  },
  { kind: 'header', name: 'no WWW-Authenticate', onResponse: inHeader('www-authenticate', remove) },
  {
    kind: 'header',
    name: 'a request id that is not echoed',
    onResponse: inHeader('x-request-id', (value) => (value === 'trace:42' ? 'trace:43' : value)),
  },
  {
    kind: 'header',
    name: 'a cookie of its own',
    onResponse: (response) => ({
      ...response,
      headers: [...response.headers, ['set-cookie', 'seen=1; Path=/']],
    }),
  },
  {
    kind: 'refusal',
    name: 'another problem code',
    onResponse: inProblem((body) => (body.code = body.code.replace('not-found', 'missing'))),
  },
  {
    kind: 'refusal',
    name: 'other words in a problem',
    onResponse: inProblem((body) => (body.detail = `${body.detail} Sorry.`)),
  },
  { kind: 'refusal', name: 'a violation not told', onResponse: inProblem((body) => body.violations?.pop()) },
  { kind: 'bytes', name: 'a PNG cut off', onResponse: cutOff('image/png') },
  { kind: 'bytes', name: 'an SVG cut off', onResponse: cutOff('image/svg+xml') },
  { kind: 'concurrency', name: 'nothing is ever unchanged', onRequest: without('if-none-match') },
  {
    kind: 'value',
    name: 'a search without its date',
    onRequest: (request) => ({ ...request, path: request.path.replace(/&date=2001-01-01$/, '') }),
  },
];
