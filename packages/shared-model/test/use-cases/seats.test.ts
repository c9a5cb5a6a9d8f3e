import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  cancelBooking,
  changeBooking,
  createBooking,
  DomainError,
  getAvailability,
  listBookings,
} from '../../src/index.ts';
import { ada, airbus, createMemoryAirline } from '../airline.ts';

type Command = {
  readonly act: 'create' | 'change' | 'cancel';
  readonly which: number;
  readonly count: number;
};

const command: fc.Arbitrary<Command> = fc.record({
  act: fc.constantFrom('create', 'change', 'cancel'),
  which: fc.nat(5),
  count: fc.integer({ min: 1, max: 9 }),
});

/** Whatever customers do, in whatever order and at the same time: seats held and seats left make up the aircraft. */
it('neither loses nor invents seats', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 30 }), fc.nat(20), async (commands, capacity) => {
      const airline = createMemoryAirline({ capacity });
      const customerId = 'customer';
      const list = async () => (await listBookings(airline, { customerId, query: { limit: '100' } })).items;

      const perform = async ({ act, which, count }: Command): Promise<unknown> => {
        const passengers = Array(count).fill(ada);
        const input = { flightId: airbus.flightId, passengers };
        if (act === 'create') return createBooking(airline, { customerId, input });
        const booking = (await list())[which];
        if (!booking) return undefined;
        if (act === 'cancel') return cancelBooking(airline, booking);
        return changeBooking(airline, { ...booking, input: { passengers } });
      };
      const refusals = await Promise.all(
        commands.map((one) =>
          perform(one).then(
            () => undefined,
            (error) => error,
          ),
        ),
      );

      const held = (await list())
        .filter(({ status }) => status === 'confirmed')
        .reduce((sum, { seats }) => sum + seats, 0);
      const { available } = await getAvailability(airline, airbus);
      expect(refusals.every((error) => error === undefined || error instanceof DomainError)).toBe(true);
      expect(available).toBeGreaterThanOrEqual(0);
      expect(held + available).toBe(capacity);
    }),
  );
});
