import type { BookingRecorded } from './events/booking-recorded.ts';

/** The sum of a customer's ledger. It may fall below zero: earned points can be spent before their booking is cancelled. */
export type Account = { readonly customerId: string; readonly net: number };

/** What a customer can spend, never negative. */
export type Balance = { readonly customerId: string; readonly points: number };

/** One movement of points: positive to the customer. */
export type LedgerEntry = {
  readonly entryId: string;
  readonly kind: 'welcome' | 'accrual' | 'debit' | 'refund';
  readonly points: number;
  readonly bookingId: string | null;
  readonly createdAt: string;
};

/** What a booking has earned so far, as of its version. */
export type Accrual = { readonly bookingId: string; readonly version: number; readonly points: number };

/** With what every customer starts. */
export const welcomePoints = 50_000;

export const balanceOf = ({ customerId, net }: Account): Balance => ({
  customerId,
  points: Math.max(0, net),
});

/** One point for each whole euro paid by card. */
export const pointsEarned = ({ status, payWith, totalCents }: BookingRecorded): number =>
  status === 'confirmed' && payWith === 'card' ? Math.floor(totalCents / 100) : 0;
