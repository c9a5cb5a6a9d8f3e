import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { Inventory } from '../booking.ts';
import type { Flight } from '../flight.ts';
import {
  type Rotation,
  rotations,
  type SpecialFlight,
  specialFlights,
  specialRotations,
} from './schedule.ts';

const dayCount = 30;
const dayMs = 86_400_000;
const minuteMs = 60_000;

export type Seed = { readonly flights: readonly Flight[]; readonly inventories: readonly Inventory[] };

/** 30 days of flights, 8 a day, and the special ones. The same first day (UTC, YYYY-MM-DD) gives the same seed. */
export function createSeed({ firstDay }: { firstDay: string }): Seed {
  const midnight = Date.parse(`${firstDay}T00:00:00.000Z`);
  if (Number.isNaN(midnight)) throw new RangeError(`firstDay "${firstDay}" is no day: pass YYYY-MM-DD`);
  const dayOf = (day: number) => new Date(midnight + day * dayMs).toISOString().slice(0, 'YYYY-MM-DD'.length);

  const scheduled = Array.from({ length: dayCount }, (_, day) =>
    rotations.map((rotation) => schedule(rotation, dayOf(day))),
  ).flat();
  const special = Object.entries(specialRotations).map(([name, rotation]) =>
    schedule(rotation, dayOf(rotation.day), specialFlights[name as SpecialFlight]),
  );
  const flights = [...scheduled, ...special];
  return {
    flights: flights.map(({ flight }) => flight),
    inventories: flights.map(({ inventory }) => inventory),
  };
}

function schedule(rotation: Rotation, day: string, specialId?: string) {
  const { at, minutes, seats, ...fare } = rotation;
  const departsAt = new Date(`${day}T${at}:00.000Z`);
  const flightId = specialId ?? toFlightId(fare.flightNumber, departsAt);
  const flight: Flight = {
    flightId,
    flightNumber: fare.flightNumber,
    from: fare.from,
    to: fare.to,
    departsAt: departsAt.toISOString(),
    arrivesAt: new Date(departsAt.getTime() + minutes * minuteMs).toISOString(),
    aircraft: fare.aircraft,
    priceCents: fare.priceCents,
    currency: 'EUR',
    version: 1,
  };
  return { flight, inventory: { flightId, capacity: seats, available: seats } };
}

/** A ULID of the departure whose random part is the flight number's digest. */
function toFlightId(flightNumber: string, departsAt: Date): string {
  const bytes = createHash('sha256').update(flightNumber).digest();
  let next = 0;
  return ulid(departsAt.getTime(), () => bytes.readUInt8(next++) / 256);
}
