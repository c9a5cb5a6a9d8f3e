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
 * Bookings, inventories and receipts, one kind of item each:
 * `CUSTOMER#<sub>`/`BOOKING#<id>`, `FLIGHT#<id>`/`INVENTORY`, `CUSTOMER#<sub>`/`IDEMPOTENCY#<key>`.
 */
export const bookingsTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
  timeToLiveAttribute: 'expiresAt',
} as const satisfies TableDescription;
