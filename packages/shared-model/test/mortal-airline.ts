import type { createMemoryAirline } from './airline.ts';

type Airline = ReturnType<typeof createMemoryAirline>;

/** Where a caller dies: at its so-manieth call of a port, before or after the call took effect. */
export type Death = { readonly atCall: number; readonly effect: 'before' | 'after' };

class Died extends Error {}

/** The airline as one caller sees it, who dies as told: from then on nothing of what it does has any effect. */
export function withDeath(airline: Airline, death: Death | undefined): Airline {
  let calls = 0;
  const mortal: Around = async (call) => {
    calls++;
    if (death && (calls > death.atCall || (calls === death.atCall && death.effect === 'before')))
      throw new Died();
    const result = await call();
    if (death && calls >= death.atCall) throw new Died();
    return result;
  };
  return throughPorts(airline, mortal);
}

type Around = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Puts something around every call of the bookings' repository and of the loyalty program. */
export const throughPorts = (airline: Airline, around: Around): Airline => ({
  ...airline,
  bookings: wrap(airline.bookings, around),
  program: wrap(airline.program, around),
});

const wrap = <Port extends object>(port: Port, around: Around): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, method]) => [
      name,
      (...parameters: unknown[]) => around(() => method(...parameters)),
    ]),
  ) as Port;
