/** What faults break of an API: each kind is planted somewhere. */
export const faultKinds = [
  'status',
  'field',
  'type',
  'value',
  'order',
  'paging',
  'id',
  'time',
  'header',
  'media type',
  'bytes',
  'refusal',
  'access',
  'routing',
  'wiring',
  'concurrency',
  'idempotency',
  'seats',
  'points',
  'record',
  'event',
  'limit',
] as const;

/** A defect, and what of the API it breaks. */
export interface Fault {
  readonly kind: (typeof faultKinds)[number];
  readonly name: string;
}
