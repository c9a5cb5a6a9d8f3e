import { defineScenario, type Scenario } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { ada, del, edsger, get, grace, head, patch, post, steps } from './requests.ts';

const first = { as: 'customer-1' };
const second = { as: 'customer-2' };
const flightId = specialFlights.ordinary;
const book = (passengers: readonly object[] = [ada], flight: string = flightId) => ({
  json: { flightId: flight, passengers },
});

/** A booking's life: made, read, changed, cancelled; and how each step looks to another customer. */
const life = defineScenario({
  name: 'bookings.life',
  steps: [
    {
      name: 'book',
      request: post('/api/bookings', { ...first, ...book([ada, grace]) }),
      expect: 201,
      capture: { id: 'body:/bookingId', created: 'header:etag', location: 'header:location' },
    },
    { name: 'follow Location', request: ({ location }) => get(`${location}`, first), expect: 200 },
    { name: 'read', request: ({ id }) => get(`/api/bookings/${id}`, first), expect: 200 },
    { name: 'its headers', request: ({ id }) => head(`/api/bookings/${id}`, first), expect: 200 },
    {
      name: 'unchanged',
      request: ({ id, created }) =>
        get(`/api/bookings/${id}`, { ...first, headers: { 'if-none-match': created } }),
      expect: 304,
    },
    { name: "another customer's", request: ({ id }) => get(`/api/bookings/${id}`, second), expect: 404 },
    {
      name: "change another customer's",
      request: ({ id }) => patch(`/api/bookings/${id}`, { ...second, json: { passengers: [edsger] } }),
      expect: 404,
    },
    {
      name: "cancel another customer's",
      request: ({ id }) => del(`/api/bookings/${id}`, second),
      expect: 404,
    },
    {
      name: 'one passenger more',
      request: ({ id, created }) =>
        patch(`/api/bookings/${id}`, {
          ...first,
          headers: { 'if-match': created },
          json: { passengers: [ada, grace, edsger] },
        }),
      expect: 200,
      capture: { changed: 'header:etag' },
    },
    {
      name: 'a lost update is refused',
      request: ({ id, created }) =>
        patch(`/api/bookings/${id}`, {
          ...first,
          headers: { 'if-match': created },
          json: { passengers: [ada] },
        }),
      expect: 412,
    },
    {
      name: 'a weak tag never matches',
      request: ({ id, changed }) =>
        patch(`/api/bookings/${id}`, {
          ...first,
          headers: { 'if-match': `W/${changed}` },
          json: { passengers: [ada] },
        }),
      expect: 412,
    },
    {
      name: 'one of several tags',
      request: ({ id, changed }) =>
        patch(`/api/bookings/${id}`, {
          ...first,
          headers: { 'if-match': `"0", ${changed}` },
          json: { passengers: [ada] },
        }),
      expect: 200,
    },
    {
      name: 'whatever the version',
      request: ({ id }) =>
        patch(`/api/bookings/${id}`, {
          ...first,
          headers: { 'if-match': '*' },
          json: { passengers: [grace] },
        }),
      expect: 200,
    },
    {
      name: 'the first version is stale now',
      request: ({ id, created }) =>
        get(`/api/bookings/${id}`, { ...first, headers: { 'if-none-match': created } }),
      expect: 200,
    },
    {
      name: 'cancel a stale version',
      request: ({ id, created }) =>
        del(`/api/bookings/${id}`, { ...first, headers: { 'if-match': created } }),
      expect: 412,
    },
    { name: 'cancel', request: ({ id }) => del(`/api/bookings/${id}`, first), expect: 204 },
    { name: 'cancel again', request: ({ id }) => del(`/api/bookings/${id}`, first), expect: 204 },
    { name: 'read the cancelled', request: ({ id }) => get(`/api/bookings/${id}`, first), expect: 200 },
    {
      name: 'change the cancelled',
      request: ({ id }) => patch(`/api/bookings/${id}`, { ...first, json: { passengers: [ada] } }),
      expect: 409,
    },
    { name: 'seats are back', request: get(`/api/flights/${flightId}/availability`), expect: 200 },
  ],
});

const create = defineScenario({
  name: 'bookings.create',
  steps: steps(
    [
      'UTF-8 and emoji',
      201,
      post('/api/bookings', { ...first, ...book([{ firstName: 'Zoë 🛫', lastName: 'Łódź-Ñandú' }]) }),
    ],
    [
      'nine passengers',
      201,
      post('/api/bookings', { ...first, ...book(Array.from({ length: 9 }, () => ada)) }),
    ],
    [
      'a charset that is UTF-8',
      201,
      post('/api/bookings', {
        ...first,
        headers: { 'content-type': 'application/json; charset=UTF-8' },
        text: JSON.stringify(book().json),
      }),
    ],
    [
      'white space and escapes',
      201,
      post('/api/bookings', {
        ...first,
        headers: { 'content-type': 'application/json' },
        text: `\n { "flightId" :"${flightId}","passengers":[{"firstName":"\\u0041da","lastName":"Lovelace"}]}\t`,
      }),
    ],
    [
      'an unknown flight',
      404,
      post('/api/bookings', { ...first, ...book([ada], '01JZZZZZZZZZZZZZZZZZZZZZZZ') }),
    ],
    ['a departed flight', 409, post('/api/bookings', { ...first, ...book([ada], specialFlights.departed) })],
    ['two seats at first', 200, get(`/api/flights/${specialFlights.twoSeats}/availability`)],
    [
      'more than is left',
      409,
      post('/api/bookings', { ...first, ...book([ada, grace, edsger], specialFlights.twoSeats) }),
    ],
    [
      'the last two seats',
      201,
      post('/api/bookings', { ...first, ...book([ada, grace], specialFlights.twoSeats) }),
    ],
    ['sold out', 409, post('/api/bookings', { ...second, ...book([edsger], specialFlights.twoSeats) })],
    ['nothing available', 200, get(`/api/flights/${specialFlights.twoSeats}/availability`)],
  ),
});

const changeSeats = defineScenario({
  name: 'bookings.change-seats',
  steps: [
    {
      name: 'the only seat',
      request: post('/api/bookings', { ...second, ...book([ada], specialFlights.oneSeat) }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    {
      name: 'no second seat to add',
      request: ({ id }) => patch(`/api/bookings/${id}`, { ...second, json: { passengers: [ada, grace] } }),
      expect: 409,
    },
    {
      name: 'another passenger in the same seat',
      request: ({ id }) => patch(`/api/bookings/${id}`, { ...second, json: { passengers: [grace] } }),
      expect: 200,
    },
    { name: 'give it back', request: ({ id }) => del(`/api/bookings/${id}`, second), expect: 204 },
    {
      name: 'somebody else takes it',
      request: post('/api/bookings', { ...first, ...book([edsger], specialFlights.oneSeat) }),
      expect: 201,
    },
    { name: 'none left', request: get(`/api/flights/${specialFlights.oneSeat}/availability`), expect: 200 },
  ],
});

const key = (value: string) => ({ headers: { 'idempotency-key': value } });

const idempotency = defineScenario({
  name: 'bookings.idempotency',
  steps: [
    {
      name: 'the first answer',
      request: post('/api/bookings', { ...second, ...key('order-1'), ...book() }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    ...steps(
      ['the same answer again', 201, post('/api/bookings', { ...second, ...key('order-1'), ...book() })],
      [
        'the same key, another order',
        409,
        post('/api/bookings', { ...second, ...key('order-1'), ...book([grace]) }),
      ],
      [
        "another customer's key is another key",
        201,
        post('/api/bookings', { ...first, ...key('order-1'), ...book() }),
      ],
      [
        'another key, another booking',
        201,
        post('/api/bookings', { ...second, ...key('order-2'), ...book() }),
      ],
      ['an empty key', 400, post('/api/bookings', { ...second, ...key(''), ...book() })],
      ['a key too long', 400, post('/api/bookings', { ...second, ...key('k'.repeat(256)), ...book() })],
      ['the longest key', 201, post('/api/bookings', { ...second, ...key('k'.repeat(255)), ...book() })],
    ),
    { name: 'cancel the first', request: ({ id }) => del(`/api/bookings/${id}`, second), expect: 204 },
    {
      name: 'still the first answer',
      request: post('/api/bookings', { ...second, ...key('order-1'), ...book() }),
      expect: 201,
    },
  ],
});

const list = defineScenario({
  name: 'bookings.list',
  steps: [
    ...steps(
      ['empty at first', 200, get('/api/bookings', { as: 'customer-3' })],
      ['one', 201, post('/api/bookings', { as: 'customer-3', ...book([ada]) })],
      ['two', 201, post('/api/bookings', { as: 'customer-3', ...book([grace]) })],
      ['three', 201, post('/api/bookings', { as: 'customer-3', ...book([edsger]) })],
      ['all, newest first', 200, get('/api/bookings', { as: 'customer-3' })],
      ['its headers', 200, head('/api/bookings', { as: 'customer-3' })],
    ),
    {
      name: 'first page',
      request: get('/api/bookings?limit=2', { as: 'customer-3' }),
      expect: 200,
      capture: { cursor: 'body:/nextCursor' },
    },
    {
      name: 'last page',
      request: ({ cursor }) => get(`/api/bookings?limit=2&cursor=${cursor}`, { as: 'customer-3' }),
      expect: 200,
    },
    {
      name: "another customer's cursor",
      request: ({ cursor }) => get(`/api/bookings?cursor=${cursor}`, first),
      expect: 400,
    },
    ...steps(
      ['exactly as many as there are', 200, get('/api/bookings?limit=3', { as: 'customer-3' })],
      ['a bad cursor', 400, get('/api/bookings?cursor=AAAA', { as: 'customer-3' })],
      ['a bad limit', 400, get('/api/bookings?limit=many', { as: 'customer-3' })],
      ['limit twice', 400, get('/api/bookings?limit=1&limit=1', { as: 'customer-3' })],
    ),
  ],
});

export const bookingScenarios: readonly Scenario[] = [life, create, changeSeats, idempotency, list];
