/** Keys of the statistics table. */
export const totalsKey = (flightId: string) => ({ pk: `FLIGHT#${flightId}`, sk: 'TOTALS' });

export const shareKey = (flightId: string, bookingId: string) => ({
  pk: `FLIGHT#${flightId}`,
  sk: `BOOKING#${bookingId}`,
});
