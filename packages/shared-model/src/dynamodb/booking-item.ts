import type { Booking, Inventory } from '../booking.ts';
import type { Receipt } from '../ports.ts';

/** Keys of the bookings table: each kind of item is found by its key alone, so there is no index. */
export const bookingKey = (customerId: string, bookingId: string) => ({
  pk: `CUSTOMER#${customerId}`,
  sk: `BOOKING#${bookingId}`,
});

export const inventoryKey = (flightId: string) => ({ pk: `FLIGHT#${flightId}`, sk: 'INVENTORY' });

export const receiptKey = (customerId: string, idempotencyKey: string) => ({
  pk: `CUSTOMER#${customerId}`,
  sk: `IDEMPOTENCY#${idempotencyKey}`,
});

type Key = ReturnType<typeof bookingKey>;

export const toBookingItem = (booking: Booking): Key & Booking => ({
  ...bookingKey(booking.customerId, booking.bookingId),
  ...booking,
});

export const toInventoryItem = (inventory: Inventory): Key & Inventory => ({
  ...inventoryKey(inventory.flightId),
  ...inventory,
});

export const toReceiptItem = (receipt: Receipt): Key & Receipt => ({
  ...receiptKey(receipt.booking.customerId, receipt.idempotencyKey),
  ...receipt,
});

/** What was stored, without its key. */
export function fromItem<Entity>(item: Record<string, unknown>): Entity {
  const { pk, sk, ...entity } = item;
  return entity as Entity;
}
