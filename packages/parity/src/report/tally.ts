/** Counts by entry, in the order in which entries first occur. */
export interface Tally<Entry, Count> {
  /** The counters of an entry. */
  of(entry: Entry): Count;
  list(): (Entry & Count)[];
}

/**
 * Creates a tally in bounded memory: once it has `limit` entries, a new one counts as what `fold` makes of it, which should
 * take many entries for one.
 */
export function createTally<Entry extends object, Count extends object>({
  limit,
  fold,
  start,
}: {
  readonly limit: number;
  readonly fold: (entry: Entry) => Entry;
  readonly start: (entry: Entry) => Count;
}): Tally<Entry, Count> {
  const counted = new Map<string, { readonly entry: Entry; readonly count: Count }>();
  const create = (entry: Entry) => {
    const kept = counted.size < limit ? entry : fold(entry);
    const key = JSON.stringify(kept);
    const found = counted.get(key) ?? { entry: kept, count: start(kept) };
    counted.set(key, found);
    return found;
  };
  return {
    of: (entry) => (counted.get(JSON.stringify(entry)) ?? create(entry)).count,
    list: () => [...counted.values()].map(({ entry, count }) => ({ ...entry, ...count })),
  };
}
