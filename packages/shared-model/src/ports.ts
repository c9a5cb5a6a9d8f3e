import type { Booking, Inventory } from './booking.ts';
import type { Flight } from './flight.ts';

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

/** All but `written` leave everything as it was; `contended` by others writing at the same time: worth another attempt. */
export type InsertOutcome = 'written' | 'key-taken' | 'sold-out' | 'contended';

/** As `InsertOutcome`; `stale`: the booking is no longer what was read. */
export type ReplaceOutcome = 'written' | 'stale' | 'sold-out' | 'contended';

/** Bookings, the seats that they hold and the receipts of their creation, each written all or nothing. */
export type BookingRepository = {
  findBooking(customerId: string, bookingId: string): Promise<Booking | undefined>;
  /** Newest first. A position is a booking's id. */
  listBookings(customerId: string, page: PageRequest): Promise<Page<Booking>>;
  findInventory(flightId: string): Promise<Inventory | undefined>;
  /** May still find an expired receipt. */
  findReceipt(customerId: string, idempotencyKey: string): Promise<Receipt | undefined>;
  /** Takes the booking's seats and leaves the receipt; `key-taken` if a receipt not yet expired at `createdAt` exists. */
  insertBooking(booking: Booking, receipt?: Receipt): Promise<InsertOutcome>;
  /** Moves the difference in seats; `stale` unless the stored version is still `previous.version`. */
  replaceBooking(previous: Booking, next: Booking): Promise<ReplaceOutcome>;
};
