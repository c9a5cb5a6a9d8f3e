import { describe, expect, it } from 'vitest';
import { departureOf } from '../src/flight.ts';
import type { Flight, FlightRepository, FlightSearch } from '../src/index.ts';
import { createSeed } from '../src/seed/index.ts';

const firstDay = '2026-11-22';
const secondDay = '2026-11-23';
const { flights } = createSeed({ firstDay });
const [someFlight] = flights as [Flight];

const route = { by: 'route', from: 'LHR', to: 'JFK', date: undefined } as const;
const day = { by: 'day', date: firstDay, from: undefined, to: undefined } as const;

/** What every flight repository must do. `create` makes one that holds the seed of 2026-11-22. */
export function describeFlightRepository(create: () => Promise<FlightRepository>): void {
  describe('flight repository', () => {
    it('finds a flight by its id, whole', async () => {
      const repository = await create();
      expect(await repository.findFlight(someFlight.flightId)).toEqual(someFlight);
      expect(await repository.findFlight('01KDVDNA00000000000000ZZZZ')).toBeUndefined();
    });

    it.each<[string, FlightSearch, (flight: Flight) => boolean]>([
      ['a route', route, ({ from, to }) => from === 'LHR' && to === 'JFK'],
      [
        'a route on a day',
        { ...route, date: secondDay },
        (f) => f.flightNumber === 'UL101' && on(f, secondDay),
      ],
      ['a day', day, (f) => on(f, firstDay)],
      ['a day from an airport', { ...day, from: 'FRA' }, (f) => on(f, firstDay) && f.from === 'FRA'],
      ['a day to an airport', { ...day, to: 'LHR' }, (f) => on(f, firstDay) && f.to === 'LHR'],
      ['a route without flights', { ...route, from: 'BCN', to: 'KOI' }, () => false],
    ])('lists %s by departure', async (_name, search, matches) => {
      const repository = await create();
      const expected = flights.filter(matches).sort((a, b) => (departureOf(a) < departureOf(b) ? -1 : 1));
      expect(await repository.listFlights(search, { limit: 100 })).toEqual({
        items: expected,
        hasMore: false,
      });
    });

    it.each([
      ['a route', route, 7],
      ['a day from an airport, past what the filter leaves out', { ...day, from: 'LHR' }, 1],
      ['a day whose last page is full', day, 4],
    ] as [string, FlightSearch, number][])(
      'pages through %s without gap or repetition',
      async (_n, search, limit) => {
        const repository = await create();
        const whole = await repository.listFlights(search, { limit: 100 });
        const pages: Flight[] = [];
        for (let hasMore = true; hasMore; ) {
          const last = pages.at(-1);
          const page = await repository.listFlights(search, { limit, after: last && departureOf(last) });
          expect(page.items.length).toBeGreaterThan(0);
          pages.push(...page.items);
          hasMore = page.hasMore;
        }
        expect(pages).toEqual(whole.items);
      },
    );
  });
}

const on = ({ departsAt }: Flight, date: string) => departsAt.startsWith(date);
