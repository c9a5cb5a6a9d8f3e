/** A DynamoDB table as both CDK and CreateTable need it; every key attribute is a string. */
export type TableDescription = {
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Global secondary indexes, which project all attributes. */
  readonly indexes: readonly {
    readonly name: string;
    readonly partitionKey: string;
    readonly sortKey: string;
  }[];
  /** Attribute with the epoch second at which DynamoDB may delete an item. */
  readonly timeToLiveAttribute?: string;
};

/** The schedule. `route` is `LHR#JFK`, `departure` is `<departsAt>#<flightId>`, `departureDate` is UTC. */
export const flightsTable = {
  partitionKey: 'flightId',
  indexes: [
    { name: 'by-route', partitionKey: 'route', sortKey: 'departure' },
    { name: 'by-day', partitionKey: 'departureDate', sortKey: 'departure' },
  ],
} as const satisfies TableDescription;

/**
 * Bookings, inventories, receipts and pending payments, one kind of item each:
 * `CUSTOMER#<sub>`/`BOOKING#<id>`, `FLIGHT#<id>`/`INVENTORY`, `CUSTOMER#<sub>`/`IDEMPOTENCY#<key>`,
 * `CUSTOMER#<sub>`/`PAYMENT#<id>`. Only payments have the index's keys: it lists them all, oldest first.
 */
export const bookingsTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [{ name: 'pending-payments', partitionKey: 'pending', sortKey: 'startedAt' }],
  timeToLiveAttribute: 'expiresAt',
} as const satisfies TableDescription;

/**
 * Accounts with their ledgers: `CUSTOMER#<sub>`/`ACCOUNT`, `CUSTOMER#<sub>`/`ENTRY#<ulid>`; and what makes an entry
 * count once: `CUSTOMER#<sub>`/`POSTING#<key>`, `CUSTOMER#<sub>`/`BOOKING#<id>`.
 */
export const loyaltyTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
} as const satisfies TableDescription;

/** Totals and what each booking adds to them: `FLIGHT#<id>`/`TOTALS`, `FLIGHT#<id>`/`BOOKING#<id>`. */
export const statisticsTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
} as const satisfies TableDescription;
