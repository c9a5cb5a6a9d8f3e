import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ToldBooking } from './customers.ts';

/** What is wrong once the dust has settled; all empty: nothing. */
export interface Audit {
  /** Bookings of which a client was told otherwise than they stand. */
  readonly lost: readonly string[];
  /** Operations that made more than one booking. */
  readonly doubled: readonly string[];
  /** Customers whose ledger is not what their bookings imply. */
  readonly wrongLedgers: readonly string[];
  /** Flights on which seats sold and available are not the capacity. */
  readonly wrongSeats: readonly string[];
}

export interface AuditedTables {
  readonly bookings: string;
  readonly loyalty: string;
}

interface StoredBooking {
  readonly bookingId: string;
  readonly customerId: string;
  readonly flightId: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly seats: number;
  readonly totalCents: number;
  readonly payWith: 'card' | 'points';
  readonly passengers: readonly { readonly lastName: string }[];
}

type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };

const welcomePoints = 50_000;

/** Reads the tables themselves, and holds them against each other and against what clients were told. */
export async function auditTables(
  documents: DynamoDBDocumentClient,
  tables: AuditedTables,
  told: readonly ToldBooking[],
): Promise<Audit> {
  const [items, ledger] = await Promise.all([
    scan(documents, tables.bookings),
    scan(documents, tables.loyalty),
  ]);
  const bookings = items.filter(({ sk }) => sk.startsWith('BOOKING#')) as unknown as StoredBooking[];
  return {
    lost: listLost(bookings, told),
    doubled: listDoubled(items),
    wrongLedgers: listWrongLedgers(bookings, ledger),
    wrongSeats: listWrongSeats(bookings, items),
  };
}

function listLost(bookings: readonly StoredBooking[], told: readonly ToldBooking[]): string[] {
  const stored = new Map(bookings.map((booking) => [booking.bookingId, booking]));
  return told.flatMap((said) => {
    const booking = stored.get(said.bookingId);
    const stands =
      booking && `${booking.status}, ${booking.seats} seats of ${booking.passengers[0]?.lastName}`;
    const wanted = `${said.status}, ${said.seats} seats of ${said.lastName}`;
    return stands === wanted ? [] : [`${said.bookingId}: told ${wanted}, stands ${stands ?? 'nowhere'}`];
  });
}

/** Every receipt stands for one booking: more bookings than receipts means that an operation booked twice. */
function listDoubled(items: readonly Item[]): string[] {
  const receipts = new Set(
    items
      .filter(({ sk }) => sk.startsWith('IDEMPOTENCY#'))
      .map(({ booking }) => (booking as StoredBooking).bookingId),
  );
  return items
    .filter(({ sk }) => sk.startsWith('BOOKING#'))
    .map(({ bookingId }) => String(bookingId))
    .filter((bookingId) => !receipts.has(bookingId));
}

function listWrongLedgers(bookings: readonly StoredBooking[], ledger: readonly Item[]): string[] {
  const implied = new Map<string, number>();
  for (const { customerId, status, payWith, totalCents } of bookings) {
    const points =
      status === 'cancelled' ? 0 : payWith === 'points' ? -totalCents : Math.floor(totalCents / 100);
    implied.set(customerId, (implied.get(customerId) ?? welcomePoints) + points);
  }
  const summed = new Map<string, number>();
  for (const { pk, sk, points } of ledger) {
    if (sk.startsWith('ENTRY#')) summed.set(pk, (summed.get(pk) ?? 0) + Number(points));
  }
  return [...implied].flatMap(([customerId, points]) => {
    // Of a customer whose every booking was cancelled before loyalty heard of one, it keeps no account yet.
    const sum = summed.get(`CUSTOMER#${customerId}`) ?? welcomePoints;
    return sum === points ? [] : [`${customerId}: bookings imply ${points}, the ledger sums to ${sum}`];
  });
}

function listWrongSeats(bookings: readonly StoredBooking[], items: readonly Item[]): string[] {
  const sold = new Map<string, number>();
  for (const { flightId, status, seats } of bookings) {
    if (status === 'confirmed') sold.set(flightId, (sold.get(flightId) ?? 0) + seats);
  }
  return items.flatMap(({ sk, pk, capacity, available }) => {
    if (sk !== 'INVENTORY') return [];
    const seats = sold.get(pk.replace('FLIGHT#', '')) ?? 0;
    return seats + Number(available) === capacity
      ? []
      : [`${pk}: ${seats} sold + ${available} available of ${capacity}`];
  });
}

async function scan(documents: DynamoDBDocumentClient, tableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: tableName, ExclusiveStartKey: start, ConsistentRead: true }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}
