import type { Booking } from '../booking.ts';

/**
 * The mandatory items of a bar coded boarding pass with one leg: 60 characters in fixed columns
 * (IATA BCBP Implementation Guide, https://www.iata.org/en/programs/passenger/common-use/).
 * Seats are assigned at the gate, so the seat number stays blank.
 */
export function formatBoardingPass(booking: Booking, passengerNumber: number): string | undefined {
  const passenger = booking.passengers[passengerNumber - 1];
  if (!passenger) return undefined;
  const { flightNumber, from, to, departsAt } = booking.flight;
  return [
    'M1',
    column(`${toLetters(passenger.lastName)}/${toLetters(passenger.firstName)}`, 20),
    'E', // electronic ticket
    column(booking.bookingId.slice(-6), 7), // record locator
    column(from, 3),
    column(to, 3),
    column(flightNumber.slice(0, 2), 3),
    column(flightNumber.slice(2).padStart(4, '0'), 5),
    String(dayOfYear(departsAt)).padStart(3, '0'),
    'Y', // economy
    column('', 4),
    column(String(passengerNumber).padStart(4, '0'), 5), // check-in sequence
    '0', // ticket issued, not checked in
    '00', // no conditional items follow
  ].join('');
}

const column = (text: string, width: number): string => text.slice(0, width).padEnd(width);

/** A barcode name knows A to Z: accents go, what is left without a letter becomes X. */
const toLetters = (name: string): string =>
  name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '') || 'X';

function dayOfYear(time: string): number {
  const date = new Date(time);
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - newYear) / 86_400_000) + 1;
}
