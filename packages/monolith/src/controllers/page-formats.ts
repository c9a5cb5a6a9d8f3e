const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const count = new Intl.NumberFormat('en-IE');
const price = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** How pages write the model's values; every template may call these. */
export const pageFormats = {
  /** `2026-11-22T…` as "Sun, 22 Nov 2026", in UTC. */
  formatDay: (iso: string): string => day.format(new Date(iso)),
  /** `…T09:05:00.000Z` as "09:05", in UTC. */
  formatTime: (iso: string): string => time.format(new Date(iso)),
  /** Cents as "€1,234.50". */
  formatPrice: (cents: number): string => price.format(cents / 100),
  /** "1,234 points". */
  formatPoints: (points: number): string => `${count.format(points)} points`,
};
