import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type http from 'node:http';
import { startServer } from './server.ts';

/** An answer before it is sent; a fault changes it on the way out. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  // biome-ignore lint/suspicious/noExplicitAny: faults reach into it by name.
  body: any;
}

/** `POST /parcels`, whatever the parcel. */
type Operation = string;

export interface Fault {
  /** Changes an answer; `earlier` are the answers this server gave before, oldest first. */
  readonly distort?: (operation: Operation, answer: Answer, earlier: readonly Answer[]) => void;
  readonly forgetsIdempotency?: boolean;
  readonly leaksOthers?: boolean;
  readonly pageShift?: number;
}

interface Parcel {
  parcelId: string;
  owner: string;
  to: string;
  weightGrams: number;
  priceCents: number;
  trackingToken: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  expiresAt: number;
  version: number;
}

interface Call {
  readonly operation: Operation;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly owner: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly input: Record<string, unknown>;
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const missing: Answer = { status: 404, headers: json, body: { code: 'parcel.not-found' } };

/** A small stateful API with everything that varies from run to run: ids, times, tokens, cursors, ETags, pictures. */
export function startParcelApi(fault: Fault = {}): ReturnType<typeof startServer> {
  const answer = createParcels(fault);
  const earlier: Answer[] = [];
  return startServer(async (request, response) => {
    const call = await toCall(request);
    const given = structuredClone(tryTo(() => answer(call)));
    given.headers['x-request-id'] ??= randomUUID();
    fault.distort?.(call.operation, given, earlier);
    earlier.push(given);
    response.writeHead(given.status, given.headers);
    const { body } = given;
    response.end(
      body === undefined || typeof body === 'string' || body instanceof Uint8Array
        ? body
        : JSON.stringify(body),
    );
  });
}

/** Whatever goes wrong is a refusal: a cursor that is none, for example. */
function tryTo(answer: () => Answer): Answer {
  try {
    return answer();
  } catch {
    return { status: 400, headers: json, body: { code: 'request.invalid' } };
  }
}

async function toCall(request: http.IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, collection = '', id = '', part] = pathname.split('/');
  return {
    operation: `${request.method} /${[collection, id && '{id}', part].filter(Boolean).join('/')}`,
    id,
    query: searchParams,
    owner: request.headers.authorization ?? 'nobody',
    headers: request.headers,
    input: text ? JSON.parse(text) : {},
  };
}

function createParcels(fault: Fault): (call: Call) => Answer {
  const parcels: Parcel[] = [];
  const keys = new Map<string, Parcel>();
  const own = (call: Call) =>
    parcels.filter(({ owner }) => fault.leaksOthers || owner === call.owner).reverse();
  const find = (call: Call) => own(call).find(({ parcelId }) => parcelId === call.id);
  const onParcel = (call: Call, reply: (parcel: Parcel) => Answer) => {
    const parcel = find(call);
    return parcel ? reply(parcel) : missing;
  };
  return (call) => {
    switch (call.operation) {
      case 'POST /parcels': {
        const key = call.headers['idempotency-key'] as string | undefined;
        const known = key === undefined || fault.forgetsIdempotency ? undefined : keys.get(key);
        const parcel = known ?? toParcel(call);
        if (!known) parcels.push(parcel);
        if (key !== undefined) keys.set(key, parcel);
        return show(parcel, 201, { location: `/parcels/${parcel.parcelId}` });
      }
      case 'GET /parcels':
        return list(own(call), call.query, fault.pageShift ?? 0);
      case 'GET /parcels/{id}':
        return onParcel(call, (parcel) =>
          call.headers['if-none-match'] === etag(parcel)
            ? { status: 304, headers: { etag: etag(parcel) }, body: undefined }
            : show(parcel, 200),
        );
      case 'PATCH /parcels/{id}':
        return onParcel(call, (parcel) => {
          Object.assign(parcel, call.input, {
            updatedAt: new Date().toISOString(),
            version: parcel.version + 1,
          });
          return show(parcel, 200);
        });
      case 'GET /parcels/{id}/label':
        return onParcel(call, ({ parcelId }) => ({
          status: 200,
          headers: { 'content-type': 'image/png' },
          body: Buffer.from(
            `\x89PNG\r\n\x1a\n${'a picture of '.padEnd(24)}${createHash('sha256').update(parcelId).digest('hex')} and its end`,
          ),
        }));
      case 'GET /page':
        return {
          status: 200,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: toPage(own(call)),
        };
      case 'GET /receipt':
        return {
          status: 200,
          headers: { 'content-type': 'text/plain' },
          body: own(call)
            .map(({ parcelId, createdAt, priceCents }) => `${createdAt} ${parcelId}: ${priceCents} cents\n`)
            .join(''),
        };
      case 'POST /session':
        return {
          status: 204,
          headers: {
            'set-cookie': [
              `session=${randomBytes(24).toString('base64')}; Path=/; HttpOnly; Expires=${new Date(Date.now() + 60_000).toUTCString()}`,
              'theme=dark; Path=/; SameSite=Lax',
            ],
          },
          body: undefined,
        };
      default:
        return { status: 404, headers: json, body: { message: 'Not Found' } };
    }
  };
}

function toParcel({ owner, input }: Call): Parcel {
  const now = Date.now();
  const weightGrams = Number(input.weightGrams);
  return {
    parcelId: toUlid(now),
    owner,
    to: String(input.to),
    weightGrams,
    priceCents: 350 + weightGrams,
    trackingToken: randomBytes(16).toString('base64url'),
    tags: ['fragile', 'priority', 'signed'],
    createdAt: new Date(now).toISOString(),
    updatedAt: new Date(now).toISOString(),
    expiresAt: Math.floor(now / 1000) + 86_400,
    version: 1,
  };
}

function show(parcel: Parcel, status: number, headers: Record<string, string> = {}): Answer {
  const { owner: _, ...body } = parcel;
  return {
    status,
    headers: { ...json, etag: etag(parcel), 'cache-control': 'private, no-cache', ...headers },
    body,
  };
}

function list(parcels: Parcel[], query: URLSearchParams, shift: number): Answer {
  const limit = Number(query.get('limit') ?? 20);
  const cursor = query.get('cursor');
  const after = cursor ? JSON.parse(Buffer.from(cursor, 'base64').toString()).parcelId : undefined;
  const start = after ? parcels.findIndex(({ parcelId }) => parcelId === after) + 1 + shift : 0;
  const page = parcels.slice(start, start + limit);
  const last = page.at(-1);
  const nextCursor =
    last && start + limit < parcels.length
      ? Buffer.from(JSON.stringify({ parcelId: last.parcelId })).toString('base64')
      : null;
  const link = nextCursor && {
    link: `</parcels?limit=${limit}&cursor=${encodeURIComponent(nextCursor)}>; rel="next"`,
  };
  return {
    status: 200,
    headers: { ...json, ...link },
    body: { items: page.map((parcel) => show(parcel, 200).body), nextCursor },
  };
}

function toPage(parcels: Parcel[]): string {
  const items = parcels.map(
    ({ parcelId, to }) => `<li><a class="parcel" href="/parcels/${parcelId}?from=page">${to}</a></li>`,
  );
  return `<!doctype html><html><head><title>Parcels</title></head><body><h1>Your parcels</h1><ul>${items.join('\n')}</ul></body></html>`;
}

/** As Express makes them: weak, with a hash in standard base64. */
function etag(parcel: Parcel): string {
  return `W/"${parcel.version}f-${createHash('sha1').update(JSON.stringify(parcel)).digest('base64').slice(0, 27)}"`;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function toUlid(now: number): string {
  const time = Array.from({ length: 10 }, (_, i) => crockford[Math.floor(now / 32 ** (9 - i)) % 32]);
  return [...time, ...Array.from(randomBytes(16), (byte) => crockford[byte % 32])].join('');
}
