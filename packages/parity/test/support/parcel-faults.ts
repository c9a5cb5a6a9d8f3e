import type { FindingCode } from '../../src/index.ts';
import type { Answer, Fault } from './parcel-api.ts';

/** A fault in the answers of one operation; refusals are left alone. */
function answering(operation: string, distort: (answer: Answer, earlier: readonly Answer[]) => void): Fault {
  return {
    distort: (asked, answer, earlier) => {
      if (asked === operation && answer.status < 300) distort(answer, earlier);
    },
  };
}

const body = (operation: string, change: (body: Answer['body'], earlier: readonly Answer[]) => void): Fault =>
  answering(operation, (answer, earlier) => change(answer.body, earlier));

const tokenOf = (earlier: readonly Answer[]) => earlier.find((answer) => answer.body?.trackingToken)?.body;

/** Each with the code under which parity must find it. */
export const faults: readonly (readonly [name: string, code: FindingCode, fault: Fault])[] = [
  [
    'another status',
    'parity.status',
    answering('POST /parcels', (answer) => Object.assign(answer, { status: 200 })),
  ],
  ['a refusal', 'parity.status', answering('GET /page', (answer) => Object.assign(answer, { status: 503 }))],
  [
    'a dropped field',
    'parity.field-missing',
    body('GET /parcels/{id}', (parcel) => delete parcel.priceCents),
  ],
  [
    'a renamed field',
    'parity.field-added',
    body('GET /parcels/{id}', (parcel) => {
      parcel.destination = parcel.to;
      delete parcel.to;
    }),
  ],
  [
    'null for absent',
    'parity.field-added',
    body('GET /parcels', (page) => Object.assign(page, { total: null })),
  ],
  [
    'a number as text',
    'parity.body-type',
    body('GET /parcels/{id}', (parcel) => Object.assign(parcel, { version: '1' })),
  ],
  ['an off-by-one price', 'parity.body-value', body('POST /parcels', (parcel) => parcel.priceCents++)],
  [
    'an empty text',
    'parity.body-value',
    body('PATCH /parcels/{id}', (parcel) => Object.assign(parcel, { to: '' })),
  ],
  [
    'a reordered list of values',
    'parity.array-order',
    body('POST /parcels', (parcel) => parcel.tags.reverse()),
  ],
  ['a reordered list of parcels', 'parity.array-order', body('GET /parcels', (page) => page.items.reverse())],
  ['a list too long', 'parity.field-added', body('GET /parcels', (page) => page.items.push(page.items[0]))],
  ['a list too short', 'parity.field-missing', body('GET /parcels', (page) => page.items.pop())],
  [
    'a missing header',
    'parity.header-missing',
    answering('POST /parcels', ({ headers }) => delete headers.location),
  ],
  [
    'a header too many',
    'parity.header-added',
    answering('GET /parcels', ({ headers }) => Object.assign(headers, { etag: '"1"' })),
  ],
  [
    'another content type',
    'parity.header-value',
    answering('GET /parcels', ({ headers }) =>
      Object.assign(headers, { 'content-type': 'application/json' }),
    ),
  ],
  [
    'a location with another path',
    'parity.header-value',
    answering('POST /parcels', ({ headers }) =>
      Object.assign(headers, { location: `/parcel/${String(headers.location).slice(9)}` }),
    ),
  ],
  [
    'an id of another kind',
    'parity.body-value',
    body('GET /parcels/{id}', (parcel) =>
      Object.assign(parcel, { parcelId: '4f2b8c1e-0000-4000-8000-000000000000' }),
    ),
  ],
  [
    'swapped ids',
    'parity.id-mismatch',
    body('GET /parcels', ({ items: [first, second] }) => {
      if (second) [first.parcelId, second.parcelId] = [second.parcelId, first.parcelId];
    }),
  ],
  [
    'the id of an earlier parcel',
    'parity.id-mismatch',
    body('POST /parcels', (parcel, earlier) =>
      Object.assign(parcel, { trackingToken: tokenOf(earlier)?.trackingToken ?? parcel.trackingToken }),
    ),
  ],
  [
    'a new id each time',
    'parity.id-mismatch',
    body('GET /parcels/{id}', (parcel) => Object.assign(parcel, { trackingToken: 'Zm9vYmFyYmF6cXV4MTIzNA' })),
  ],
  [
    'one request id for all',
    'parity.id-mismatch',
    {
      distort: (_, { headers }) =>
        Object.assign(headers, { 'x-request-id': '0c9f1f0e-6f5e-4f7b-9c86-1d2b3c4d5e6f' }),
    },
  ],
  [
    'a stale ETag',
    'parity.id-mismatch',
    answering('PATCH /parcels/{id}', ({ headers }, earlier) =>
      Object.assign(headers, { etag: earlier[0]?.headers.etag }),
    ),
  ],
  ['lost idempotency', 'parity.id-mismatch', { forgetsIdempotency: true }],
  ["another customer's parcels", 'parity.status', { leaksOthers: true }],
  ['a cursor that skips', 'parity.field-missing', { pageShift: 1 }],
  ['a cursor that repeats', 'parity.field-added', { pageShift: -1 }],
  [
    'no end of pages',
    'parity.body-type',
    body('GET /parcels', (page) =>
      Object.assign(page, { nextCursor: page.nextCursor ?? 'bW9yZSwgbW9yZQ==' }),
    ),
  ],
  [
    'pages that end early',
    'parity.not-reached',
    body('GET /parcels', (page) => Object.assign(page, { nextCursor: null })),
  ],
  [
    'a time out of tolerance',
    'parity.time-tolerance',
    body('POST /parcels', (parcel) => (parcel.expiresAt -= 3600)),
  ],
  [
    'a time that stands still',
    'parity.time-repeated',
    body('PATCH /parcels/{id}', (parcel) => Object.assign(parcel, { updatedAt: parcel.createdAt })),
  ],
  [
    'a time in another format',
    'parity.body-value',
    body('POST /parcels', (parcel) =>
      Object.assign(parcel, { createdAt: parcel.createdAt.replace('Z', '+00:00') }),
    ),
  ],
  [
    'broken JSON',
    'parity.body-type',
    answering('GET /parcels/{id}', (answer) => Object.assign(answer, { body: '{"parcelId":' })),
  ],
  [
    'no body',
    'parity.body-type',
    answering('GET /parcels/{id}', (answer) => Object.assign(answer, { body: undefined })),
  ],
  [
    'a label cut off',
    'parity.bytes',
    answering('GET /parcels/{id}/label', (answer) =>
      Object.assign(answer, { body: answer.body.subarray(0, -20) }),
    ),
  ],
  [
    'the label of nothing',
    'parity.bytes',
    answering('GET /parcels/{id}/label', (answer) => Object.assign(answer, { body: Buffer.from([1, 2]) })),
  ],
  [
    'text in the page',
    'parity.body-value',
    answering('GET /page', (answer) => Object.assign(answer, { body: answer.body.replace('Oslo', 'Rome') })),
  ],
  [
    'an attribute in the page',
    'parity.field-missing',
    answering('GET /page', (answer) =>
      Object.assign(answer, { body: answer.body.replace(' class="parcel"', '') }),
    ),
  ],
  [
    'an element of the page',
    'parity.body-type',
    answering('GET /page', (answer) =>
      Object.assign(answer, { body: answer.body.replace('<h1>Your parcels</h1>', '') }),
    ),
  ],
  [
    'a link of the page',
    'parity.body-value',
    answering('GET /page', (answer) =>
      Object.assign(answer, { body: answer.body.replace('?from=page', '') }),
    ),
  ],
  [
    'a line of the receipt',
    'parity.body-value',
    answering('GET /receipt', (answer) =>
      Object.assign(answer, { body: answer.body.replace('cents', 'euros') }),
    ),
  ],
  [
    'a cookie less',
    'parity.cookie-missing',
    answering('POST /session', ({ headers }) =>
      Object.assign(headers, { 'set-cookie': headers['set-cookie']?.slice(0, 1) }),
    ),
  ],
  [
    'a cookie for scripts',
    'parity.cookie-missing',
    answering('POST /session', ({ headers }) =>
      Object.assign(headers, {
        'set-cookie': [headers['set-cookie']?.[0]?.replace(' HttpOnly;', ''), headers['set-cookie']?.[1]],
      }),
    ),
  ],
  [
    'another theme',
    'parity.cookie',
    answering('POST /session', ({ headers }) =>
      Object.assign(headers, {
        'set-cookie': [headers['set-cookie']?.[0], 'theme=light; Path=/; SameSite=Lax'],
      }),
    ),
  ],
];
