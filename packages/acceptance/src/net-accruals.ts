import type { Json } from '@unlith/parity';

/** Of an item as DynamoDB writes it, what is looked at. */
interface Entry {
  readonly pk: { readonly S: string };
  readonly bookingId: { readonly S: string };
  readonly kind?: { readonly S: string };
  readonly points: { readonly N: string };
}

/**
 * Puts together what a booking has earned, which is all that is promised: events come in any order, and where a cancellation comes
 * before its booking, two entries of the ledger that cancel each other out are never made.
 */
export function netAccruals(items: readonly Json[]): Json[] {
  const sums = new Map<string, { readonly entry: Entry; points: number }>();
  const others: Json[] = [];
  for (const item of items) {
    const entry = item as unknown as Entry;
    if (entry.kind?.S !== 'accrual') {
      others.push(item);
      continue;
    }
    const key = `${entry.pk.S} ${entry.bookingId.S}`;
    const sum = sums.get(key) ?? { entry, points: 0 };
    sum.points += Number(entry.points.N);
    sums.set(key, sum);
  }
  const earned = [...sums.values()].filter(({ points }) => points !== 0);
  return [
    ...others,
    ...earned.map(({ entry: { pk, bookingId, kind }, points }) => ({
      pk: { ...pk },
      bookingId: { ...bookingId },
      kind: { ...kind },
      points: { N: String(points) },
    })),
  ];
}
