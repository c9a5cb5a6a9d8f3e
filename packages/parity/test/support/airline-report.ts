import { compare, type HeaderLine, type Json, type ParityReport, type Playthrough } from '../../src/index.ts';

// A small run with one of most things that a report can show: an airline whose split went wrong in several ways.

const routes = [
  'GET /api/flights',
  'GET /api/flights/{flightId}',
  'POST /api/bookings',
  'GET /api/bookings',
  'PATCH /api/bookings/{bookingId}',
  'DELETE /api/bookings/{bookingId}',
  'GET /api/bookings/{bookingId}/boarding-pass',
  'GET /',
  'POST /session',
];

interface Side {
  readonly target: string;
  /** Tells the side's ids and times from another's. */
  readonly salt: string;
  readonly isWrong: boolean;
}

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJncmFjZSJ9.c2lnbmF0dXJl';
const bearer: HeaderLine = ['authorization', `Bearer ${token}`];
const json: HeaderLine = ['content-type', 'application/json; charset=utf-8'];
const html: HeaderLine = ['content-type', 'text/html; charset=utf-8'];

function playOn({ target, salt, isWrong }: Side): Playthrough {
  const id = (n: number) => `01JD3YAF9H4N0Z3W6M8K2Q${salt}${n}T7`;
  const either = <Value>(right: Value, wrong: Value) => (isWrong ? wrong : right);
  const booking = (n: number) => ({
    bookingId: id(n),
    flight: { flightNumber: 'BA117', from: 'LHR', to: 'JFK', departsAt: '2026-12-24T09:05:00.000Z' },
    passengers: [{ firstName: 'Grace', lastName: 'Hopper' }],
    totalCents: either(40_000 + n, 39_999 + n),
    currency: 'EUR',
    status: 'confirmed',
    createdAt: `2026-11-22T12:00:0${salt}.000Z`,
  });
  const etag: HeaderLine = ['etag', '"1"'];
  return toPlaythrough(target, [
    {
      name: 'flights.find',
      steps: [
        step('all of a day', 'GET /api/flights?from=LHR&to=JFK', [], [200, [json], flights(either(15, 14))]),
        step('one', 'GET /api/flights/f-1', [], [200, [json, etag], { flightId: 'f-1', priceCents: 20_000 }]),
        step('none', 'GET /api/flights/f-0', [], [404, [json], { code: 'flight.not-found', status: 404 }]),
      ],
    },
    {
      name: 'bookings.change',
      steps: [
        step(
          'book',
          'POST /api/bookings',
          [bearer],
          [201, [json, ['location', `/api/bookings/${id(1)}`], ...either([etag], [])], booking(1)],
          { flightId: 'f-1', card: { number: '4242', token: 'tok_live_1' } },
        ),
        step(
          'list',
          'GET /api/bookings?limit=3',
          [bearer],
          [200, [json], { items: [booking(1), booking(2), booking(3)] }],
        ),
        step('read again', 'GET /api/bookings?limit=1', [bearer], [200, [json], { items: [booking(1)] }]),
        step(
          'cancel',
          `DELETE /api/bookings/${id(1)}`,
          [bearer],
          [
            either(204, 500),
            either([], [json]),
            either(undefined, { code: 'server.unexpected', status: 500, title: 'Something went wrong' }),
          ],
        ),
        step(
          'boarding pass',
          `GET /api/bookings/${id(2)}/boarding-pass`,
          [bearer],
          [200, [['content-type', 'image/png']], Uint8Array.from([137, 80, 78, 71, either(1, 2)])],
        ),
      ],
    },
    {
      name: 'pages.sign-in',
      steps: [
        step(
          'sign in',
          'POST /session',
          [['content-type', 'application/x-www-form-urlencoded']],
          [
            303,
            [
              ['location', '/'],
              ['set-cookie', `session=${token}${salt}; Path=/; HttpOnly${either('; Secure', '')}`],
            ],
            undefined,
          ],
          new TextEncoder().encode(`token=${token}`),
        ),
        step(
          'home',
          'GET /',
          [['cookie', 'session=abc']],
          [200, [html], page(either('Hello Grace', hostile))],
        ),
      ],
    },
  ]);
}

/** What an attacker would store in a database whose rows a report shows. */
const hostile = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;

const flights = (count: number) => ({
  items: Array.from({ length: count }, (_, index) => ({
    flightId: `f-${index}`,
    flightNumber: `BA${100 + index}`,
    from: 'LHR',
    to: 'JFK',
    departsAt: `2026-12-24T${String(8 + index).padStart(2, '0')}:05:00.000Z`,
    aircraft:
      'Airbus A350-1000 with a name that makes the answer long enough to be cut into the part that matters',
    priceCents: 20_000 + index,
    seats: { economy: 200 - index, premium: 40, business: 56, first: 8, crew: 14, total: 318 - index },
  })),
  nextCursor: null,
});

const page = (greeting: string) =>
  `<!doctype html>\n<html lang="en">\n<title>Flights</title>\n<main>\n<h1>Flights</h1>\n<p class="greeting">${greeting}</p>\n</main>\n</html>\n`;

type StatedAnswer = readonly [
  status: number,
  headers: readonly HeaderLine[],
  body: Json | Uint8Array | string | undefined,
];

const toBytes = (body: StatedAnswer[2]) => {
  if (body === undefined || body instanceof Uint8Array) return body ?? new Uint8Array();
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
};

function step(
  name: string,
  request: string,
  headers: readonly HeaderLine[],
  [status, lines, body]: StatedAnswer,
  sent?: StatedAnswer[2],
) {
  const [method = '', path = ''] = request.split(' ');
  return {
    outcome: 'answered' as const,
    name,
    request: {
      method,
      path,
      headers: sent === undefined || sent instanceof Uint8Array ? headers : [json, ...headers],
      ...(sent !== undefined && { body: toBytes(sent) }),
    },
    response: { status, headers: lines, body: toBytes(body) },
    startedAtMs: 0,
    durationMs: 4,
  };
}

function toPlaythrough(
  target: string,
  scenarios: readonly { name: string; steps: readonly ReturnType<typeof step>[] }[],
): Playthrough {
  const startedAtMs = Date.UTC(2026, 10, 22, 12);
  const started = scenarios.map(({ name, steps }) => ({
    name,
    startedAtMs,
    steps: steps.map((each) => ({ ...each, startedAtMs })),
  }));
  return { target, scenarios: started };
}

/** The same report every time. */
export const airlineReport: ParityReport = compare({
  baseline: playOn({ target: 'https://lith.example.com', salt: '1', isWrong: false }),
  calibration: playOn({ target: 'https://second.example.com', salt: '2', isWrong: false }),
  candidate: playOn({ target: 'https://split.example.com', salt: '3', isWrong: true }),
  routes,
  sources: {
    'POST /api/bookings': 'src/routes/bookings.ts:12:10',
    'GET /api/bookings': 'src/routes/bookings.ts:31:10',
  },
  accepted: [
    {
      code: 'parity.cookie-missing',
      route: 'POST /session',
      place: 'cookie:session;secure',
      reason: 'the split is tried without TLS',
      link: 'https://example.com/issues/7',
      expires: '2027-06-30',
    },
  ],
  known: [
    { code: 'parity.bytes', routeKey: 'GET /api/bookings/{bookingId}/boarding-pass', where: 'body:' },
    { code: 'parity.header-added', routeKey: 'GET /', where: 'header:x-powered-by' },
  ],
  notCompared: [{ route: 'PATCH /api/bookings/{bookingId}', reason: 'not split yet' }],
  today: '2026-11-22',
});
