import { isUlid } from './ids.ts';

/** One departure of the schedule, as every API answers it. Times are UTC ISO 8601 with milliseconds. */
export type Flight = {
  readonly flightId: string;
  readonly flightNumber: string;
  /** IATA airport codes. */
  readonly from: string;
  readonly to: string;
  readonly departsAt: string;
  readonly arrivesAt: string;
  readonly aircraft: string;
  /** Price of one seat, in cents. */
  readonly priceCents: number;
  readonly currency: 'EUR';
  readonly version: number;
};

/** Where a flight stands in every list of flights: by departure, then by id. Sorts as text. */
export const departureOf = ({ departsAt, flightId }: Flight): string => `${departsAt}#${flightId}`;

export const hasDeparted = (flight: Pick<Flight, 'departsAt'>, now: Date): boolean =>
  Date.parse(flight.departsAt) <= now.getTime();

const departurePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z#(.*)$/s;

/** Whether a text may be some flight's `departureOf`, on the given day if any. */
export const isDeparture = (text: string, date = ''): boolean =>
  text.startsWith(date) && isUlid(departurePattern.exec(text)?.[1] ?? '');
