import type { Booking, Inventory } from './booking.ts';
import type { Flight } from './flight.ts';
import type { Payment } from './payment.ts';

/** Time, injected: use cases tell and wait by it alone. */
export type Clock = { now(): Date; wait(durationMs: number): Promise<void> };

/** A source of new ULIDs, growing in the order of creation. */
export type Ids = { next(): string };

/** At most `limit` items that follow the position `after`, in the list's order. */
export type PageRequest = { readonly limit: number; readonly after?: string | undefined };

/** `hasMore`: the list goes on after the last item. */
export type Page<Item> = { readonly items: readonly Item[]; readonly hasMore: boolean };

/** All departures of a route, on one day or on any; or those of a day, from or to one airport or any. */
export type FlightSearch =
  | { readonly by: 'route'; readonly from: string; readonly to: string; readonly date: string | undefined }
  | {
      readonly by: 'day';
      readonly date: string;
      readonly from: string | undefined;
      readonly to: string | undefined;
    };

/** What bookings need to know of flights. In the lith a repository, in the split a request to the flights API. */
export type FlightDirectory = {
  /** Throws `flights.unavailable` when it cannot be asked. */
  findFlight(flightId: string): Promise<Flight | undefined>;
};

export type FlightRepository = FlightDirectory & {
  /** Ordered by departure. A position is `departureOf` a flight. */
  listFlights(search: FlightSearch, page: PageRequest): Promise<Page<Flight>>;
};

/** The first answer to a request that carried an idempotency key, kept until `expiresAt` (epoch seconds). */
export type Receipt = {
  readonly idempotencyKey: string;
  readonly booking: Booking;
  readonly expiresAt: number;
};

/** The outcome of a write that was decided on what is stored no longer: `stored` is there instead, or nothing. */
export type Stale<Entity> = { readonly stored: Entity | undefined };

/**
 * All but `written` leave everything as it was; `contended` by others writing at the same time: worth another attempt;
 * `payment-gone`: others have given up the payment.
 */
export type InsertOutcome = 'written' | 'key-taken' | 'payment-gone' | 'sold-out' | 'contended';

/** As `InsertOutcome`; `stale`: the booking is no longer what was read. */
export type ReplaceOutcome = 'written' | 'stale' | 'payment-gone' | 'sold-out' | 'contended';

/** Bookings, the seats that they hold, the receipts of their creation and their payments, each written all or nothing. */
export type BookingRepository = PaymentRepository & {
  findBooking(customerId: string, bookingId: string): Promise<Booking | undefined>;
  /** Newest first. A position is a booking's id. */
  listBookings(customerId: string, page: PageRequest): Promise<Page<Booking>>;
  findInventory(flightId: string): Promise<Inventory | undefined>;
  /** May still find an expired receipt. */
  findReceipt(customerId: string, idempotencyKey: string): Promise<Receipt | undefined>;
  /**
   * Takes the booking's seats, leaves the receipt and ends the payment; `key-taken` if a receipt not yet expired at
   * `createdAt` exists.
   */
  insertBooking(booking: Booking, receipt?: Receipt, payment?: Payment): Promise<InsertOutcome>;
  /**
   * Moves the difference in seats; `stale` unless the stored version is still `previous.version`. Ends a payment that
   * is `debiting`, opens one that is `refunding`.
   */
  replaceBooking(previous: Booking, next: Booking, payment?: Payment): Promise<ReplaceOutcome>;
};

/** Pending payments. Each write concerns the very payment given, by its key, and never a later one of the same id. */
export type PaymentRepository = {
  findPayment(customerId: string, paymentId: string): Promise<Payment | undefined>;
  openPayment(payment: Payment): Promise<'written' | 'taken' | 'contended'>;
  /** Makes it `reversing`, if it is there: no booking can be written with it any more. */
  giveUpPayment(payment: Payment): Promise<'written' | 'gone' | 'contended'>;
  closePayment(payment: Payment): Promise<'written' | 'gone' | 'contended'>;
  /** Of all customers, oldest first. May miss what is new, and still show what is gone. */
  listPendingPayments(startedBefore: string, limit: number): Promise<readonly Payment[]>;
};

/** Points to take or to give for a booking: once a key, however often it is asked for. */
export type PointsOrder = {
  readonly customerId: string;
  readonly bookingId: string;
  readonly points: number;
  readonly key: string;
};

/** `reverses`: the key of a debit, of which exactly what it took goes back, and which takes nothing any more. */
export type RefundOrder = PointsOrder & { readonly reverses?: string | undefined };

/** What bookings need of loyalty. In the lith a method call, in the split a request to its private API. */
export type LoyaltyProgram = {
  /** Throws `loyalty.insufficient-points`, and `loyalty.unavailable` when it cannot be asked: then nobody knows. */
  debit(order: PointsOrder): Promise<void>;
  /** Throws `loyalty.unavailable`. */
  refund(order: RefundOrder): Promise<void>;
};
