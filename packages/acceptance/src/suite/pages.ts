import { type Captured, defineScenario, type Request, type Scenario, type Step } from '@unlith/parity';
import { specialFlights } from '@unlith/shared-model/seed';
import { get, head, post, type Row, steps, until } from './requests.ts';

// What browsers send: pages, forms with the page's own origin, the session cookie, files. No scenario shares a customer with
// those of the API, so that pages list what their own forms made.

const flightId = specialFlights.ordinary;
const passenger = { firstName: 'Ada', lastName: 'Lovelace' };

const form = (path: string, fields: Record<string, string>, { origin = '', session }: Captured): Request =>
  post(path, { headers: { origin, cookie: session && `session=${session}` }, form: fields });

const browse = (path: string, { session }: Captured): Request =>
  get(path, { headers: { cookie: `theme=dark; session=${session}` } });

/** The token of a customer, in the form that takes it; the cookie is kept. */
const signIn = (customer: string): Step => ({
  name: 'sign in',
  request: ({ origin = '' }) => ({
    ...post('/session', { headers: { origin }, as: customer }),
    present: (token) => ({ form: { token, flightId: '' } }),
  }),
  expect: 303,
  capture: { session: 'cookie:session' },
});

const visits = defineScenario({
  name: 'pages.visits',
  steps: steps(
    ['departures of today', 200, get('/')],
    ['their headers', 200, head('/')],
    ['a search', 200, get('/?from=LHR&to=JFK')],
    ['in small letters, empty fields', 200, get('/?from=lhr&to=&date=')],
    ['a day without flights', 200, get('/?date=2001-01-01')],
    ['no such day', 400, get('/?date=2026-02-30')],
    ['an airport that is none', 400, get('/?from=<b>')],
    ['bookings without a session', 401, get('/bookings')],
    ['their headers without a session', 401, head('/bookings')],
    ['on the way to a booking', 401, get(`/bookings?flightId=${flightId}`)],
    ['a session that is none', 401, get('/bookings', { headers: { cookie: 'session=nonsense' } })],
    ['a token in the header is no session', 401, get('/bookings', { as: 'customer-9' })],
    ['trailing slash', 404, get('/bookings/')],
    ['other letters', 404, get('/Bookings')],
    ['no such page', 404, get('/about')],
    ['OPTIONS of a page', 404, { method: 'OPTIONS', path: '/' }],
    ['the wrong method', 404, { method: 'PUT', path: '/' }],
  ),
});

const life = defineScenario({
  name: 'pages.life-of-a-booking',
  steps: [
    signIn('customer-9'),
    {
      name: 'nothing booked, a flight at hand',
      request: (seen) => browse(`/bookings?flightId=${flightId}`, seen),
      expect: 200,
    },
    {
      name: 'book it',
      request: (seen) => form('/bookings', { flightId, ...passenger, idempotencyKey: 'page-1' }, seen),
      expect: 303,
    },
    {
      name: 'the same form again',
      request: (seen) => form('/bookings', { flightId, ...passenger, idempotencyKey: 'page-1' }, seen),
      expect: 303,
    },
    {
      name: 'pay with points',
      request: (seen) =>
        form('/bookings', { flightId, ...passenger, payWith: 'points', idempotencyKey: 'page-2' }, seen),
      expect: 303,
    },
    {
      name: 'by the API, as seen there',
      request: get('/api/bookings', { as: 'customer-9' }),
      expect: 200,
      capture: { bookingId: 'body:/items/0/bookingId' },
    },
    {
      name: 'cancel it',
      request: (seen) => form(`/bookings/${seen.bookingId}/cancel`, {}, seen),
      expect: 303,
    },
    {
      name: 'points of the one seat that is left',
      request: get('/api/loyalty', { as: 'customer-9' }),
      expect: 200,
      settles: until(({ json }) => json?.points === 50_099),
    },
    { name: 'the list', request: (seen) => browse('/bookings', seen), expect: 200 },
    {
      name: 'sign out',
      request: (seen) => form('/session/end', {}, seen),
      expect: 303,
    },
  ],
});

/** Forms that must be refused, each from somebody who is signed in. */
const refused: readonly (readonly [name: string, status: number, send: (seen: Captured) => Request])[] = [
  ['no passenger', 400, (seen) => form('/bookings', { flightId }, seen)],
  ['an unknown flight', 404, (seen) => form('/bookings', { flightId: 'x', ...passenger }, seen)],
  [
    'a departed flight',
    409,
    (seen) => form('/bookings', { flightId: specialFlights.departed, ...passenger }, seen),
  ],
  ['a booking that is not there', 404, (seen) => form('/bookings/x/cancel', {}, seen)],
  [
    'from another site',
    403,
    (seen) => form('/bookings', { flightId }, { ...seen, origin: 'https://example.com' }),
  ],
  ['from nowhere', 403, ({ session }) => post('/bookings', { headers: { cookie: `session=${session}` } })],
  ['a form too large', 413, (seen) => form('/bookings', { firstName: 'x'.repeat(110_000) }, seen)],
  [
    'JSON instead of a form',
    400,
    ({ origin = '', session }) =>
      post('/bookings', { headers: { origin, cookie: `session=${session}` }, json: { flightId } }),
  ],
];

const refusals = defineScenario({
  name: 'pages.refused-forms',
  steps: [
    signIn('customer-10'),
    ...refused.map(([name, expect, request]) => ({ name, expect, request })),
    {
      name: 'without a session',
      request: ({ origin = '' }) => post('/bookings', { headers: { origin }, form: { flightId } }),
      expect: 401,
    },
    {
      name: 'sign in with what is no token',
      request: ({ origin = '' }) => post('/session', { headers: { origin }, form: { token: 'nonsense' } }),
      expect: 401,
    },
    {
      name: 'sign in with an expired token',
      request: ({ origin = '' }) => ({
        ...post('/session', { headers: { origin }, as: 'expired' }),
        present: (token) => ({ form: { token } }),
      }),
      expect: 401,
    },
    {
      name: 'sign in from another site',
      request: post('/session', { headers: { origin: 'https://example.com' }, form: { token: 'x' } }),
      expect: 403,
    },
    {
      name: 'sign in on the way to a flight',
      request: ({ origin = '' }) => ({
        ...post('/session', { headers: { origin }, as: 'customer-10' }),
        present: (token) => ({ form: { token, flightId } }),
      }),
      expect: 303,
    },
  ],
});

const styles = '/public/styles.css';
const fileRows: readonly Row[] = [
  ['the style sheet', 200, get(styles)],
  ['its headers', 200, head(styles)],
  ['with a query', 200, get(`${styles}?v=1`)],
  ['a part of it comes whole', 200, get(styles, { headers: { range: 'bytes=0-99' } })],
  ['so does a part beyond it', 200, get(styles, { headers: { range: 'bytes=9999999-' } })],
  ['no such file', 404, get('/public/nothing.css')],
  ['no list of files', 404, get('/public/')],
  ['no way out', 404, get('/public/../app.ts')],
  ['other letters', 404, get('/PUBLIC/styles.css')],
  ['the wrong method', 404, post(styles)],
];
const files = defineScenario({ name: 'pages.files', steps: steps(...fileRows) });

export const pageScenarios: readonly Scenario[] = [visits, life, refusals, files];
