import { defineScenario, type Scenario, type Step } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { ada, del, get, head, patch, post, type Row, steps } from './requests.ts';

const flightId = specialFlights.ordinary;
const unknownBooking = '/api/bookings/01JZZZZZZZZZZZZZZZZZZZZZZZ';
const customer = { as: 'customer-1' };
const json = { 'content-type': 'application/json' };

const invalidBodies: readonly (readonly [name: string, body: unknown])[] = [
  ['nothing in it', {}],
  ['an array', []],
  ['flightId a number', { flightId: 42, passengers: [ada] }],
  ['flightId null', { flightId: null, passengers: [ada] }],
  ['no passengers', { flightId, passengers: [] }],
  ['ten passengers', { flightId, passengers: Array.from({ length: 10 }, () => ada) }],
  ['passengers an object', { flightId, passengers: ada }],
  ['a passenger a string', { flightId, passengers: ['Ada Lovelace'] }],
  ['an empty name', { flightId, passengers: [{ ...ada, lastName: '' }] }],
  ['a name too long', { flightId, passengers: [{ ...ada, lastName: 'x'.repeat(1000) }] }],
  ['a name missing', { flightId, passengers: [ada, { firstName: 'Grace' }] }],
  ['an unknown field', { flightId, passengers: [ada], priceCents: 1 }],
  ['an unknown field inside', { flightId, passengers: [{ ...ada, seat: '1A' }] }],
  ['several faults', { flightId: true, passengers: [{ lastName: 7, seat: '1A' }], x: 1 }],
];

const malformedBodies: readonly (readonly [name: string, text: string])[] = [
  ['cut off', '{"flightId":'],
  ['not JSON', 'flightId=1'],
  ['a bare string', '"flight"'],
  ['a bare null', 'null'],
  ['a bare number', '42'],
  ['a trailing comma', '{"flightId":"x",}'],
  ['only white space', '   '],
];

const bodies = defineScenario({
  name: 'refusals.bodies',
  steps: steps(
    ...invalidBodies.map(
      ([name, body]): Row => [`invalid: ${name}`, 400, post('/api/bookings', { ...customer, json: body })],
    ),
    ...malformedBodies.map(
      ([name, text]): Row => [
        `malformed: ${name}`,
        400,
        post('/api/bookings', { ...customer, headers: json, text }),
      ],
    ),
    ['an empty body', 400, post('/api/bookings', { ...customer, headers: json, text: '' })],
    ['change: malformed', 400, patch(unknownBooking, { ...customer, headers: json, text: '{' })],
    ['change: invalid', 400, patch(unknownBooking, { ...customer, json: { passengers: [], flightId } })],
    ['change: unknown booking', 404, patch(unknownBooking, { ...customer, json: { passengers: [ada] } })],
    ['cancel: unknown booking', 404, del(unknownBooking, customer)],
    ['read: unknown booking', 404, get(unknownBooking, customer)],
    ['read: no ULID', 404, get('/api/bookings/%E2%9C%88%EF%B8%8F', customer)],
  ),
});

const mediaTypes = defineScenario({
  name: 'refusals.media-types',
  steps: steps(
    ['a form', 415, post('/api/bookings', { ...customer, form: { flightId, firstName: 'Ada' } })],
    [
      'plain text',
      415,
      post('/api/bookings', { ...customer, headers: { 'content-type': 'text/plain' }, text: '{}' }),
    ],
    ['no type', 415, post('/api/bookings', { ...customer, text: '{}' })],
    [
      'a type that is none',
      415,
      post('/api/bookings', { ...customer, headers: { 'content-type': 'json' }, text: '{}' }),
    ],
    [
      'another charset',
      415,
      post('/api/bookings', {
        ...customer,
        headers: { 'content-type': 'application/json; charset=latin1' },
        text: '{}',
      }),
    ],
    [
      'compressed',
      415,
      post('/api/bookings', { ...customer, headers: { ...json, 'content-encoding': 'gzip' }, text: '{}' }),
    ],
    [
      'identity is no compression',
      400,
      post('/api/bookings', {
        ...customer,
        headers: { ...json, 'content-encoding': 'identity' },
        text: '{}',
      }),
    ],
    [
      'JSON of another kind',
      415,
      patch(unknownBooking, {
        ...customer,
        headers: { 'content-type': 'application/merge-patch+json' },
        text: '{}',
      }),
    ],
  ),
});

/** A JSON object of exactly so many bytes, with an unknown field as ballast. */
const ballast = (bytes: number) => `{"ballast":"${'x'.repeat(bytes - 14)}"}`;

const sizes = defineScenario({
  name: 'refusals.sizes',
  steps: steps(
    ['the largest body', 400, post('/api/bookings', { ...customer, headers: json, text: ballast(102_400) })],
    ['one byte more', 413, post('/api/bookings', { ...customer, headers: json, text: ballast(102_401) })],
    ['200 kB', 413, post('/api/bookings', { ...customer, headers: json, text: ballast(204_800) })],
    [
      '200 kB of multi-byte letters',
      413,
      post('/api/bookings', { ...customer, headers: json, text: `"${'é'.repeat(102_400)}"` }),
    ],
    [
      "past Lambda's 6 MB",
      413,
      post('/api/bookings', { ...customer, headers: json, text: ballast(6_400_000) }),
    ],
    [
      "past the gateway's 10 MB",
      413,
      post('/api/bookings', { ...customer, headers: json, text: ballast(10_600_000) }),
    ],
  ),
});

const tokens: readonly (readonly [name: string, credential: string])[] = [
  ['malformed', 'malformed'],
  ['expired', 'expired'],
  ['not valid yet', 'not-yet-valid'],
  ['wrong audience', 'wrong-audience'],
  ['wrong issuer', 'wrong-issuer'],
  ['signature broken', 'tampered'],
];

const guarded: readonly Row[] = [
  ['list', 401, get('/api/bookings')],
  ['create', 401, post('/api/bookings', { json: { flightId, passengers: [ada] } })],
  ['read', 401, get(unknownBooking)],
  ['change', 401, patch(unknownBooking, { json: {} })],
  ['cancel', 401, del(unknownBooking)],
  ['boarding pass', 401, get(`${unknownBooking}/boarding-pass`)],
  ['headers', 401, head('/api/bookings')],
  ['before the body is read', 401, post('/api/bookings', { headers: json, text: '{' })],
  ['another scheme', 401, get('/api/bookings', { headers: { authorization: 'Basic YTpi' } })],
  ['an empty header', 401, get('/api/bookings', { headers: { authorization: '' } })],
  ['a scheme alone', 401, get('/api/bookings', { headers: { authorization: 'Bearer' } })],
];

const authentication = defineScenario({
  name: 'refusals.authentication',
  steps: [
    ...steps(...guarded.map(([name, expect, request]): Row => [`no token: ${name}`, expect, request])),
    ...tokens.map(
      ([name, as]): Step => ({
        name: `token: ${name}`,
        request: get('/api/bookings?limit=1', { as }),
        expect: 401,
      }),
    ),
  ],
});

export const refusalScenarios: readonly Scenario[] = [bodies, mediaTypes, sizes, authentication];
