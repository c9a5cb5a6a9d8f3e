import type { RecordedExchange, RecordedTrio } from '@unlith/parity';

/** A booking of 1 kB as an API answers it: with ids and times of its own, an ETag, a Location and a request id. */
function toBooking(id: string, atMs: number): RecordedExchange {
  const body = {
    bookingId: id,
    customerId: 'ana',
    flightId: '01JD0000000000000000000001',
    flight: { flightNumber: 'BA117', from: 'LHR', to: 'JFK', departsAt: '2026-12-01T12:00:00.000Z' },
    passengers: ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay'].map((firstName, seat) => ({
      firstName,
      lastName: 'Lovelace',
      seat: `1${seat}A`,
      meal: 'vegetarian',
      bags: seat,
    })),
    seats: 6,
    seatPriceCents: 9900,
    totalCents: 59_400,
    currency: 'EUR',
    status: 'confirmed',
    createdAt: new Date(atMs + 2).toISOString(),
    updatedAt: new Date(atMs + 2).toISOString(),
    note: 'Please seat all six of us together, near the front, and far away from anybody with a trumpet or another instrument.',
    version: 1,
  };
  return {
    request: { method: 'POST', path: '/api/bookings', headers: [['content-type', 'application/json']] },
    response: {
      status: 201,
      headers: [
        ['content-type', 'application/json; charset=utf-8'],
        ['location', `/api/bookings/${id}`],
        ['etag', '"1"'],
        ['x-request-id', toId(id.length + atMs)],
      ],
      body: Buffer.from(JSON.stringify(body)),
    },
    startedAtMs: atMs,
    durationMs: 5,
  };
}

const startMs = Date.parse('2026-11-22T12:00:00.000Z');

/** The nth exchange: the same booking on both sides, and in the baseline's second run an hour later. */
export function toTrio(nth: number): RecordedTrio {
  const atMs = startMs + 10 * nth;
  return {
    baseline: toBooking(toId(3 * nth), atMs),
    calibration: toBooking(toId(3 * nth + 1), atMs + 3_600_000),
    candidate: toBooking(toId(3 * nth + 2), atMs + 70),
  };
}

/** A ULID that looks as random as others, and is the same in every run. */
export function toId(seed: number): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let state = seed + 1;
  const rest = Array.from({ length: 24 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) >>> 0;
    return alphabet[(state >>> 9) % alphabet.length];
  });
  return `01${rest.join('')}`;
}
