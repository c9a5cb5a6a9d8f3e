/** One flight number of the timetable, which departs every day at the same UTC time. */
export type Rotation = {
  readonly flightNumber: string;
  readonly from: string;
  readonly to: string;
  /** UTC, `HH:MM`. */
  readonly at: string;
  readonly minutes: number;
  readonly priceCents: number;
  readonly aircraft: string;
  readonly seats: number;
};

const a350 = { aircraft: 'Airbus A350-900', seats: 300 };
const a320 = { aircraft: 'Airbus A320neo', seats: 180 };

const longHaul = [
  { flightNumber: 'UL101', from: 'LHR', to: 'JFK', at: '09:30', minutes: 475, priceCents: 48_900 },
  { flightNumber: 'UL102', from: 'JFK', to: 'LHR', at: '23:10', minutes: 410, priceCents: 45_900 },
  { flightNumber: 'UL401', from: 'FRA', to: 'JFK', at: '11:45', minutes: 530, priceCents: 52_300 },
  { flightNumber: 'UL402', from: 'JFK', to: 'FRA', at: '01:55', minutes: 450, priceCents: 49_800 },
];

const shortHaul = [
  { flightNumber: 'UL201', from: 'LHR', to: 'FRA', at: '06:40', minutes: 95, priceCents: 12_900 },
  { flightNumber: 'UL202', from: 'FRA', to: 'LHR', at: '09:15', minutes: 100, priceCents: 13_400 },
  { flightNumber: 'UL301', from: 'LHR', to: 'BCN', at: '13:05', minutes: 130, priceCents: 15_700 },
  { flightNumber: 'UL302', from: 'BCN', to: 'LHR', at: '16:20', minutes: 140, priceCents: 14_900 },
];

/** Eight departures a day, round the clock: some have always left, and some have not. */
export const rotations: readonly Rotation[] = [
  ...longHaul.map((rotation) => ({ ...rotation, ...a350 })),
  ...shortHaul.map((rotation) => ({ ...rotation, ...a320 })),
];

const island = { ...a320, from: 'EDI', to: 'KOI', minutes: 70, priceCents: 9_900 };

/**
 * Flights made for tests, on a route of their own: with few seats, gone, or ordinary. Days count from the first;
 * ids are the same whatever the first day, so that scenarios can name them.
 */
export const specialRotations = {
  oneSeat: { ...island, flightNumber: 'UL901', at: '08:00', seats: 1, day: 2 },
  twoSeats: { ...island, flightNumber: 'UL902', at: '10:00', seats: 2, day: 2 },
  fiftySeats: { ...island, flightNumber: 'UL903', at: '12:00', seats: 50, day: 2 },
  departed: { ...island, flightNumber: 'UL904', at: '14:00', seats: 50, day: -1 },
  ordinary: { ...island, flightNumber: 'UL905', at: '16:00', seats: 180, day: 2 },
} as const satisfies Record<string, Rotation & { day: number }>;

/** Names a flight made for tests. */
export type SpecialFlight = keyof typeof specialRotations;

/** The special flights' ids. */
export const specialFlights: Readonly<Record<SpecialFlight, string>> = {
  oneSeat: '01KDVDNA000000000000000001',
  twoSeats: '01KDVDNA000000000000000002',
  fiftySeats: '01KDVDNA000000000000000050',
  departed: '01KDVDNA000000000000000009',
  ordinary: '01KDVDNA000000000000000180',
};
