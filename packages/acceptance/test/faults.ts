import type { HttpRequest, HttpResponse, Send, Target } from '@unlith/parity';

/** A defect planted between parity and the split: in what is asked, in what is answered, or in who asks. */
export interface Fault {
  readonly name: string;
  readonly onRequest?: ChangeRequest;
  readonly onResponse?: ChangeResponse;
  /** Another credential in place of the one that the scenario names. */
  readonly credential?: (name: string) => string;
}

/** The target as it is with the fault in it. */
export function plantFault(target: Target, fault: Fault, send: Send): Target {
  const { onRequest = same, onResponse = same, credential = same } = fault;
  return {
    ...target,
    credentials: (name) => target.credentials?.(credential(name)),
    send: async (request) => onResponse(await send(onRequest(request)), request),
  };
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

/** Answers every later request for the same path as the first one. */
function remember(matches: (request: HttpRequest) => boolean): ChangeResponse {
  const first = new Map<string, HttpResponse>();
  return (response, request) => {
    if (!matches(request)) return response;
    const remembered = first.get(request.path) ?? response;
    first.set(request.path, remembered);
    return remembered;
  };
}

export const faults: readonly Fault[] = [
  {
    name: 'another status',
    onResponse: (response) => (response.status === 201 ? { ...response, status: 200 } : response),
  },
  {
    name: 'a refusal turned into a success',
    onResponse: (response) => (response.status === 412 ? { ...response, status: 200 } : response),
  },
  { name: 'a dropped field', onResponse: inBody(flight, (body) => delete body.currency) },
  {
    name: 'a renamed field',
    onResponse: inBody(flight, (body) => {
      body.price = body.priceCents;
      delete body.priceCents;
    }),
  },
  { name: 'an added field', onResponse: inBody(booking, (body) => (body.internalNote = 'vip')) },
  { name: 'a number as text', onResponse: inBody(booking, (body) => (body.seats = String(body.seats))) },
  { name: 'a price off by one', onResponse: inBody(created, (body) => (body.totalCents += 1)) },
  { name: 'null for a text', onResponse: inBody(flight, (body) => (body.aircraft = null)) },
  { name: 'a reordered list', onResponse: inBody(bookings, (body) => body.items.reverse()) },
  { name: 'one item too few', onResponse: inBody(search, (body) => body.items.pop()) },
  { name: 'a cursor after the end', onResponse: inBody(bookings, (body) => (body.nextCursor ??= 'more')) },
  { name: 'no cursor before the end', onResponse: inBody(bookings, (body) => (body.nextCursor = null)) },
  {
    name: 'swapped ids',
    onResponse: inBody(bookings, ({ items }) => {
      if (items.length > 1)
        [items[0].bookingId, items[1].bookingId] = [items[1].bookingId, items[0].bookingId];
    }),
  },
  { name: "another customer's id", onResponse: inBody(booking, (body) => (body.customerId = 'customer-9')) },
  {
    name: 'a time in another format',
    onResponse: inBody(created, (body) => (body.createdAt = body.createdAt.replace(/\.\d+/, ''))),
  },
  {
    name: 'a time a day off',
    onResponse: inBody(
      changed,
      (body) => (body.updatedAt = new Date(Date.parse(body.updatedAt) - 86_400_000).toISOString()),
    ),
  },
  { name: 'no Location', onResponse: inHeader('location', remove) },
  {
    name: 'a Location that names nothing',
    onResponse: inHeader('location', (value) => value.replace(/[^/]+$/, '01KDVDNA000000000000000999')),
  },
  { name: 'no ETag', onResponse: inHeader('etag', remove, flight) },
  { name: 'a stale ETag', onResponse: inHeader('etag', () => '"1"', changed) },
  { name: 'no ETag on HEAD', onResponse: inHeader('etag', remove, ({ method }) => method === 'HEAD') },
  {
    name: 'another content type',
    onResponse: inHeader('content-type', (type) => type.replace('application/json', 'text/json')),
  },
  { name: 'no charset', onResponse: inHeader('content-type', (type) => type.replace('; charset=utf-8', '')) },
  {
    name: 'problems as plain JSON',
    onResponse: inHeader('content-type', (type) => type.replace('problem+json', 'json')),
  },
  { name: 'no Vary', onResponse: inHeader('vary', remove) },
  { name: 'no WWW-Authenticate', onResponse: inHeader('www-authenticate', remove) },
  {
    name: 'a request id that is not echoed',
    onResponse: inHeader('x-request-id', (value) => (value === 'trace:42' ? 'trace:43' : value)),
  },
  {
    name: 'a cookie of its own',
    onResponse: (response) => ({
      ...response,
      headers: [...response.headers, ['set-cookie', 'seen=1; Path=/']],
    }),
  },
  {
    name: 'another problem code',
    onResponse: inProblem((body) => (body.code = body.code.replace('not-found', 'missing'))),
  },
  {
    name: 'other words in a problem',
    onResponse: inProblem((body) => (body.detail = `${body.detail} Sorry.`)),
  },
  { name: 'a violation not told', onResponse: inProblem((body) => body.violations?.pop()) },
  { name: 'a PNG cut off', onResponse: cutOff('image/png') },
  { name: 'an SVG cut off', onResponse: cutOff('image/svg+xml') },
  { name: 'lost idempotency', onRequest: without('idempotency-key') },
  { name: 'lost updates', onRequest: without('if-match') },
  { name: 'nothing is ever unchanged', onRequest: without('if-none-match') },
  { name: 'Accept is not looked at', onRequest: without('accept') },
  {
    name: "another customer's bookings",
    credential: (name) => (name === 'customer-2' ? 'customer-1' : name),
  },
  {
    name: 'an expired token is good enough',
    credential: (name) => (name === 'expired' ? 'customer-1' : name),
  },
  { name: 'stale availability', onResponse: remember(isGet(/\/availability$/)) },
  {
    name: 'a search without its date',
    onRequest: (request) => ({ ...request, path: request.path.replace(/&date=2001-01-01$/, '') }),
  },
];
