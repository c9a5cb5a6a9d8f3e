import { nothingSold, type Share, type Totals } from '../statistics.ts';
import type { StatisticsRepository } from '../statistics-ports.ts';

/** Flights' totals held in memory. No write awaits, so each is all or nothing. */
export function createMemoryStatisticsRepository(): StatisticsRepository {
  const totals = new Map<string, Totals>();
  const shares = new Map<string, Share>();

  return {
    findTotals: async (flightId) => totals.get(flightId),
    moveShare: async ({ flightId, previous, next, difference }) => {
      const key = keyOf(flightId, next.bookingId);
      const stored = shares.get(key);
      if (stored?.version !== previous?.version) return { stored };
      shares.set(key, next);
      totals.set(flightId, add(totals.get(flightId) ?? nothingSold, difference));
      return 'written';
    },
  };
}

const add = (totals: Totals, difference: Totals): Totals => ({
  confirmedBookings: totals.confirmedBookings + difference.confirmedBookings,
  cancelledBookings: totals.cancelledBookings + difference.cancelledBookings,
  seatsSold: totals.seatsSold + difference.seatsSold,
  revenueCents: totals.revenueCents + difference.revenueCents,
});

const keyOf = (flightId: string, bookingId: string) => JSON.stringify([flightId, bookingId]);
