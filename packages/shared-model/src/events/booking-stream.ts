/** How events of bookings are called on the bus. A change that a subscriber would notice makes a new version. */
export const bookingRecorded = { source: 'airline.bookings', detailType: 'BookingRecorded.v1' } as const;

/**
 * What a pipe lets through of the bookings table's stream: bookings written, and no seats, receipts or payments.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html
 */
export const bookingFilter = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { sk: { S: [{ prefix: 'BOOKING#' }] } } },
} as const;

/**
 * What a pipe makes of a stream record: a `BookingRecorded`. Paths stand in quotes, numbers too, whatever they hold.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export const bookingInputTemplate = toTemplate({
  bookingId: 'S',
  customerId: 'S',
  flightId: 'S',
  version: 'N',
  status: 'S',
  seats: 'N',
  totalCents: 'N',
  payWith: 'S',
  updatedAt: 'S',
});

function toTemplate(attributes: Readonly<Record<string, 'S' | 'N'>>): string {
  const members = Object.entries(attributes).map(([name, type]) => [
    name,
    `<$.dynamodb.NewImage.${name}.${type}>`,
  ]);
  return JSON.stringify(Object.fromEntries(members));
}
