import * as v from 'valibot';
import { isUlid } from '../ids.ts';

/** Only what is said here is accepted; each message completes "this value ...". */

const once = v.string('must be given once');

const airport = v.optional(
  v.pipe(once, v.regex(/^[A-Z]{3}$/, 'must be an airport code of three capital letters')),
);

const day = v.optional(v.pipe(once, v.check(isCalendarDay, 'must be a calendar day as YYYY-MM-DD')));

const limit = v.optional(
  v.pipe(once, v.regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100'), v.transform(Number)),
  '20',
);

export const pageQuery = v.object({ limit, cursor: v.optional(once) });

export const flightsQuery = v.object({ ...pageQuery.entries, from: airport, to: airport, date: day });

export const passengerQuery = v.object({
  passenger: v.optional(
    v.pipe(once, v.regex(/^[1-9]\d{0,2}$/, 'must be a whole number from 1'), v.transform(Number)),
    '1',
  ),
});

const name = v.pipe(
  v.string('must be a text'),
  v.regex(/^[^\p{Cc}\p{Cs}]{1,60}$/u, 'must have 1 to 60 characters and no control characters'),
  v.regex(/\S/, 'must not be blank'),
);

const passenger = v.strictObject({ firstName: name, lastName: name }, explainObject);

const passengers = v.pipe(
  v.array(passenger, 'must be a list of passengers'),
  v.minLength(1, 'must name at least one passenger'),
  v.maxLength(9, 'must name at most nine passengers'),
);

export const newBooking = v.strictObject(
  {
    flightId: v.string('must be a text'),
    passengers,
    payWith: v.optional(v.picklist(['card', 'points'], 'must be card or points'), 'card'),
  },
  explainObject,
);

export const bookingChange = v.strictObject({ passengers }, explainObject);

export const idempotencyKey = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters'),
);

const points = v.pipe(
  v.number('must be a number'),
  v.check(
    (count) => Number.isInteger(count) && count >= 1 && count <= 1_000_000_000,
    'must be a whole number from 1 to 1000000000',
  ),
);

const movementKey = v.pipe(
  v.string('must be a text'),
  v.regex(/^[\x21-\x7e]{1,512}$/, 'must be 1 to 512 visible ASCII characters'),
);

const bookingId = v.pipe(v.string('must be a text'), v.check(isUlid, 'must be a ULID'));

export const pointsDebit = v.strictObject({ bookingId, points, key: movementKey }, explainObject);

export const pointsRefund = v.strictObject(
  { ...pointsDebit.entries, reverses: v.optional(movementKey) },
  explainObject,
);

/** A strict object has three complaints: an unknown field, a missing one, and not being an object at all. */
function explainObject({ expected }: v.StrictObjectIssue): string {
  if (expected === 'never') return 'is not a known field';
  return expected === 'Object' ? 'must be an object' : 'is required';
}

function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}
