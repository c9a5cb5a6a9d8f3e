import { defineScenario, type Request, type Scenario, type Step } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { ada, del, edsger, get, grace, head, patch, post, steps, until } from './requests.ts';

/** Points of a customer whom loyalty has just met, and of one seat on the special flights. */
const welcome = 50_000;
const seatPrice = 9_900;
const seatPoints = 99;

/** A customer's account once it holds so many points. */
const account = (name: string, as: string, points: number): Step => ({
  name,
  request: get('/api/loyalty', { as }),
  expect: 200,
  settles: until(({ json }) => json?.points === points),
});

/** A customer's ledger once it has so many entries. */
const ledger = (name: string, as: string, entries: number): Step => ({
  name,
  request: get('/api/loyalty/entries?limit=100', { as }),
  expect: 200,
  settles: until(({ json }) => json?.items?.length === entries),
});

const order = (
  passengers: readonly object[],
  more: object = {},
  flightId: string = specialFlights.ordinary,
) => ({
  json: { flightId, passengers, ...more },
});
const change =
  (as: string, passengers: readonly object[]) =>
  (captured: Readonly<Record<string, string>>): Request =>
    patch(`/api/bookings/${captured.id}`, { as, json: { passengers } });
const cancel =
  (as: string) =>
  (captured: Readonly<Record<string, string>>): Request =>
    del(`/api/bookings/${captured.id}`, { as });

const earner = 'customer-4';

const earning = defineScenario({
  name: 'loyalty.earning',
  steps: [
    account('a new customer is welcome', earner, welcome),
    ledger('a new customer’s first question may be this one', 'customer-8', 1),
    ...steps(
      ['account: its headers', 200, head('/api/loyalty', { as: earner })],
      ['entries: its headers', 200, head('/api/loyalty/entries', { as: earner })],
      ['the welcome', 200, get('/api/loyalty/entries', { as: earner })],
    ),
    {
      name: 'two seats by card',
      request: post('/api/bookings', { as: earner, ...order([ada, grace]) }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    account('their points', earner, welcome + 2 * seatPoints),
    ledger('their entry', earner, 2),
    { name: 'three seats', request: change(earner, [ada, grace, edsger]), expect: 200 },
    account('more points', earner, welcome + 3 * seatPoints),
    { name: 'one seat', request: change(earner, [ada]), expect: 200 },
    account('fewer points', earner, welcome + seatPoints),
    { name: 'another name in the seat', request: change(earner, [edsger]), expect: 200 },
    { name: 'no seat', request: cancel(earner), expect: 204 },
    account('no points but the welcome', earner, welcome),
    ledger('all entries', earner, 5),
    {
      name: 'first page',
      request: get('/api/loyalty/entries?limit=2', { as: earner }),
      expect: 200,
      capture: { cursor: 'body:/nextCursor' },
    },
    {
      name: 'second page',
      request: ({ cursor }) => get(`/api/loyalty/entries?limit=2&cursor=${cursor}`, { as: earner }),
      expect: 200,
      capture: { cursor: 'body:/nextCursor' },
    },
    {
      name: 'last page',
      request: ({ cursor }) => get(`/api/loyalty/entries?limit=2&cursor=${cursor}`, { as: earner }),
      expect: 200,
    },
    {
      name: "another customer's cursor",
      request: ({ cursor }) => get(`/api/loyalty/entries?cursor=${cursor}`, { as: 'customer-7' }),
      expect: 400,
    },
  ],
});

const payer = 'customer-5';
const byPoints = { payWith: 'points' };
const once = { headers: { 'idempotency-key': 'points-once' } };

const paying = defineScenario({
  name: 'loyalty.paying',
  steps: [
    {
      name: 'two seats by points',
      request: post('/api/bookings', { as: payer, ...order([ada, grace], byPoints) }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    account('debited', payer, welcome - 2 * seatPrice),
    ledger('the debit', payer, 2),
    { name: 'read', request: ({ id }) => get(`/api/bookings/${id}`, { as: payer }), expect: 200 },
    { name: 'three seats', request: change(payer, [ada, grace, edsger]), expect: 200 },
    account('debited once more', payer, welcome - 3 * seatPrice),
    { name: 'one seat', request: change(payer, [ada]), expect: 200 },
    account('refunded', payer, welcome - seatPrice),
    ...steps(
      ['too few points', 402, post('/api/bookings', { as: payer, ...order(Array(5).fill(grace), byPoints) })],
      [
        'a departed flight',
        409,
        post('/api/bookings', { as: payer, ...order([ada], byPoints, specialFlights.departed) }),
      ],
      [
        'an unknown flight',
        404,
        post('/api/bookings', { as: payer, ...order([ada], byPoints, '01JZZZZZZZZZZZZZZZZZZZZZZZ') }),
      ],
      [
        'more seats than are left',
        409,
        post('/api/bookings', { as: payer, ...order([ada, grace], byPoints, specialFlights.oneSeat) }),
      ],
      ['in gold', 400, post('/api/bookings', { as: payer, ...order([ada], { payWith: 'gold' }) })],
      ['in null', 400, post('/api/bookings', { as: payer, ...order([ada], { payWith: null }) })],
      ['by card, said so', 201, post('/api/bookings', { as: payer, ...order([ada], { payWith: 'card' }) })],
    ),
    account('refusals cost nothing, the card earns', payer, welcome - seatPrice + seatPoints),
    { name: 'more seats than points', request: change(payer, Array(9).fill(ada)), expect: 402 },
    account('unchanged', payer, welcome - seatPrice + seatPoints),
    ...steps(
      ['once', 201, post('/api/bookings', { as: payer, ...once, ...order([grace], byPoints) })],
      ['once again', 201, post('/api/bookings', { as: payer, ...once, ...order([grace], byPoints) })],
      ['the same key by card', 409, post('/api/bookings', { as: payer, ...once, ...order([grace]) })],
    ),
    account('debited once', payer, welcome - 2 * seatPrice + seatPoints),
    { name: 'cancel', request: cancel(payer), expect: 204 },
    { name: 'cancel again', request: cancel(payer), expect: 204 },
    account('refunded once', payer, welcome - seatPrice + seatPoints),
    // The refused flight was debited and refunded: both sides say so in their ledgers.
    ledger('the whole ledger', payer, 9),
    { name: 'change the cancelled', request: change(payer, [ada]), expect: 409 },
  ],
});

/** Nobody asks for the account here: what was paid and given back stands in the tables. */
const unasked = defineScenario({
  name: 'loyalty.paying-unasked',
  steps: [
    {
      name: 'a seat by points',
      request: post('/api/bookings', { as: 'customer-11', ...order([ada], byPoints) }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    { name: 'two seats', request: change('customer-11', [ada, grace]), expect: 200 },
    { name: 'one seat', request: change('customer-11', [ada]), expect: 200 },
    { name: 'cancel', request: cancel('customer-11'), expect: 204 },
  ],
});

const refusals = defineScenario({
  name: 'loyalty.refusals',
  steps: steps(
    ['account: no token', 401, get('/api/loyalty')],
    ['entries: no token', 401, get('/api/loyalty/entries')],
    ['account: expired', 401, get('/api/loyalty', { as: 'expired' })],
    ['entries: wrong audience', 401, get('/api/loyalty/entries', { as: 'wrong-audience' })],
    ['account: headers, no token', 401, head('/api/loyalty')],
    ['a bad limit', 400, get('/api/loyalty/entries?limit=0', { as: earner })],
    ['limit twice', 400, get('/api/loyalty/entries?limit=1&limit=2', { as: earner })],
    ['a bad cursor', 400, get('/api/loyalty/entries?cursor=nonsense', { as: earner })],
    ['trailing slash', 404, get('/api/loyalty/', { as: earner })],
    ['other letters', 404, get('/api/Loyalty', { as: earner })],
    ['POST an account', 404, post('/api/loyalty', { as: earner, json: {} })],
    [
      'the private API is elsewhere',
      404,
      post('/internal/loyalty/customer-4/debits', { as: earner, json: { points: 1 } }),
    ],
    ['refunds, too', 404, post('/internal/loyalty/customer-4/refunds', { as: earner, json: { points: 1 } })],
  ),
});

const flight = specialFlights.fiftySeats;
const buyer = 'customer-6';

/** A flight's statistics once they show so many seats sold. */
const statistics = (name: string, seatsSold: number, bookings: number): Step => ({
  name,
  request: get(`/api/flights/${flight}/statistics`),
  expect: 200,
  settles: until(({ json }) => json?.seatsSold === seatsSold && json.confirmedBookings === bookings),
});

const counting = defineScenario({
  name: 'statistics.counting',
  steps: [
    statistics('nobody yet', 0, 0),
    { name: 'its headers', request: head(`/api/flights/${flight}/statistics`), expect: 200 },
    {
      name: 'two seats',
      request: post('/api/bookings', { as: buyer, ...order([ada, grace], {}, flight) }),
      expect: 201,
      capture: { id: 'body:/bookingId' },
    },
    statistics('two seats sold', 2, 1),
    {
      name: 'a seat by points',
      request: post('/api/bookings', { as: buyer, ...order([edsger], byPoints, flight) }),
      expect: 201,
    },
    statistics('three seats sold', 3, 2),
    { name: 'one seat less', request: change(buyer, [ada]), expect: 200 },
    statistics('two seats left', 2, 2),
    { name: 'cancel', request: cancel(buyer), expect: 204 },
    statistics('one seat left', 1, 1),
    ...steps(
      ['a flight that nobody booked', 200, get('/api/flights/01JZZZZZZZZZZZZZZZZZZZZZZZ/statistics')],
      ['no ULID', 404, get('/api/flights/42/statistics')],
      ['POST', 404, post(`/api/flights/${flight}/statistics`, { json: {} })],
      ['trailing slash', 404, get(`/api/flights/${flight}/statistics/`)],
    ),
  ],
});

export const loyaltyScenarios: readonly Scenario[] = [earning, paying, unasked, refusals, counting];
