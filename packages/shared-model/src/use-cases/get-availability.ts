import type { Inventory } from '../booking.ts';
import { DomainError } from '../domain-error.ts';
import { isUlid } from '../ids.ts';
import type { BookingRepository } from '../ports.ts';

/** `flightId`: any text. */
export type GetAvailability = { readonly flightId: string };

/** The seats of a flight, and how many are left. `flight.not-found`. */
export async function getAvailability(
  { bookings }: { bookings: Pick<BookingRepository, 'findInventory'> },
  { flightId }: GetAvailability,
): Promise<Inventory> {
  const inventory = isUlid(flightId) ? await bookings.findInventory(flightId) : undefined;
  if (!inventory) throw new DomainError('flight.not-found', 'There is no such flight.');
  return inventory;
}
