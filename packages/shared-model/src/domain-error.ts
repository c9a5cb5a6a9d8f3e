/** What went wrong, without a transport: each deployable maps a kind to its own status. */
export type ErrorKind = 'invalid' | 'not-found' | 'conflict' | 'stale' | 'payment' | 'unavailable';

/** One rejected value. `path` is a JSON pointer (RFC 6901) into the body, `/query/...` or `/headers/...`. */
export type Violation = { readonly path: string; readonly message: string };

/** Every code that the model raises. Titles are constant per code; details may vary and never echo ids. */
export const errorCatalogue = {
  'input.invalid': { kind: 'invalid', title: 'Invalid input' },
  'cursor.invalid': { kind: 'invalid', title: 'Invalid cursor' },
  'flight.not-found': { kind: 'not-found', title: 'Flight not found' },
  'flight.departed': { kind: 'conflict', title: 'Flight departed' },
  'flight.sold-out': { kind: 'conflict', title: 'Flight sold out' },
  'flights.unavailable': { kind: 'unavailable', title: 'Flights unavailable' },
  'booking.not-found': { kind: 'not-found', title: 'Booking not found' },
  'booking.cancelled': { kind: 'conflict', title: 'Booking cancelled' },
  'booking.idempotency-conflict': { kind: 'conflict', title: 'Idempotency key reused' },
  'booking.version-conflict': { kind: 'stale', title: 'Booking changed' },
  'booking.contention': { kind: 'unavailable', title: 'Booking contention' },
  'loyalty.insufficient-points': { kind: 'payment', title: 'Too few points' },
  'loyalty.unavailable': { kind: 'unavailable', title: 'Loyalty unavailable' },
  'boarding-pass.passenger-not-found': { kind: 'not-found', title: 'Passenger not found' },
} as const satisfies Record<string, { kind: ErrorKind; title: string }>;

/** A code of the catalogue, `area.kebab-case`. */
export type ErrorCode = keyof typeof errorCatalogue;

/** A customer's mistake or the airline's state, never a bug: anything else that is thrown is one. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly violations: readonly Violation[] | undefined;

  constructor(code: ErrorCode, detail: string, violations?: readonly Violation[]) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.violations = violations;
  }
}
