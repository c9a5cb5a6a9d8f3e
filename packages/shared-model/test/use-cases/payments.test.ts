import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelBooking,
  changeBooking,
  createBooking,
  getAccount,
  getAvailability,
  listBookings,
  listEntries,
  settlePayments,
} from '../../src/index.ts';
import { ada, airbus, createMemoryAirline, now } from '../airline.ts';
import { type Death, throughPorts, withDeath } from '../mortal-airline.ts';

type Airline = ReturnType<typeof createMemoryAirline>;

const customerId = 'customer-1';
const capacity = 6;
const cheap = { ...airbus, priceCents: 10_000 };
const seats = (count: number) => Array.from({ length: count }, () => ada);
const order = (count: number) => ({ flightId: cheap.flightId, passengers: seats(count), payWith: 'points' });
const later = (airline: Airline): Airline => ({
  ...airline,
  clock: { ...airline.clock, now: () => new Date(now.getTime() + 10 * 60_000) },
});

const bookingsOf = async (airline: Airline) =>
  (await listBookings(airline, { customerId, query: { limit: '100' } })).items;

/** The ledger is what confirmed bookings imply, nothing is pending, and no seat is lost. */
async function expectBalance(airline: Airline) {
  const confirmed = (await bookingsOf(airline)).filter(({ status }) => status === 'confirmed');
  const paid = confirmed.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const { items } = await listEntries(airline, { customerId, query: { limit: '100' } });
  const sum = items.reduce((total, { points }) => total + points, 0);
  expect(sum).toBe(50_000 - paid);
  expect(await getAccount(airline, { customerId })).toEqual({ customerId, points: sum });
  expect(await airline.bookings.listPendingPayments('9', 100)).toEqual([]);
  const sold = confirmed.reduce((total, booking) => total + booking.seats, 0);
  expect(await getAvailability(airline, cheap)).toMatchObject({ available: capacity - sold });
}

type Action =
  | { readonly kind: 'create'; readonly seats: number; readonly key: string | undefined }
  | { readonly kind: 'change'; readonly seats: number; readonly which: number }
  | { readonly kind: 'cancel'; readonly which: number };

const count = fc.integer({ min: 1, max: 5 });
const which = fc.nat(3);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    seats: count,
    key: fc.constantFrom(undefined, 'key-1', 'key-2'),
  }),
  fc.record({ kind: fc.constant('change' as const), seats: count, which }),
  fc.record({ kind: fc.constant('cancel' as const), which }),
);

/** Does what a customer asks for; refusals and deaths are answers too. */
async function act(airline: Airline, todo: Action): Promise<string> {
  try {
    if (todo.kind === 'create') {
      const command = { customerId, input: order(todo.seats), idempotencyKey: todo.key };
      return (await createBooking(airline, command)).bookingId;
    }
    const bookingId = (await bookingsOf(airline))[todo.which]?.bookingId ?? 'none';
    if (todo.kind === 'cancel') return (await cancelBooking(airline, { customerId, bookingId })).status;
    const input = { passengers: seats(todo.seats) };
    return (await changeBooking(airline, { customerId, bookingId, input })).status;
  } catch (error) {
    return String(error);
  }
}

const death: fc.Arbitrary<Death | undefined> = fc.option(
  fc.record({ atCall: fc.integer({ min: 1, max: 12 }), effect: fc.constantFrom('before', 'after') }),
  { nil: undefined },
);

describe('payments', () => {
  it('leave the ledger as the bookings imply, wherever callers die', async () => {
    const steps = fc.array(fc.record({ action, death, isRetried: fc.boolean(), isSwept: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.asyncProperty(steps, async (todo) => {
      const airline = createMemoryAirline({ flight: cheap, capacity });
      for (const { action: step, death: fate, isRetried, isSwept } of todo) {
        await act(withDeath(airline, fate), step);
        if (isRetried) await act(airline, step);
        if (isSwept) await settlePayments(later(airline));
      }
      await settlePayments(later(airline));
      await expectBalance(airline);
    });
    await fc.assert(property, { numRuns: 400 });
  });

  it('leave it so too when the sweep dies, and is swept after', async () => {
    const property = fc.asyncProperty(action, action, death, death, async (first, second, fate, sweeps) => {
      const airline = createMemoryAirline({ flight: cheap, capacity });
      await act(airline, first);
      await act(withDeath(airline, fate), second);
      await settlePayments(later(withDeath(airline, sweeps))).catch(() => {});
      await settlePayments(later(airline));
      await expectBalance(airline);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it('leave it so when callers, retries and an impatient sweep overtake each other', async () => {
    const property = fc.asyncProperty(
      fc.scheduler(),
      fc.array(action, { minLength: 2, maxLength: 4 }),
      async (scheduler, todo) => {
        const airline = createMemoryAirline({ flight: cheap, capacity });
        await act(airline, { kind: 'create', seats: 1, key: undefined });
        const racing = throughPorts(airline, async (call) => {
          await scheduler.schedule(Promise.resolve());
          return call();
        });
        const sweep = () => settlePayments(later(racing)).catch(() => {});
        const all = Promise.all([...todo.map((step) => act(racing, step)), sweep(), sweep()]);
        await scheduler.waitFor(all);
        await settlePayments(later(airline));
        await expectBalance(airline);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('are given back when the first answer turns up only at the write', async () => {
    const airline = createMemoryAirline({ flight: cheap, capacity });
    const todo = { kind: 'create', seats: 2, key: 'key-1' } as const;
    const bookingId = await act(airline, todo);
    let isFirst = true;
    const findReceipt: typeof airline.bookings.findReceipt = async (...key) => {
      const receipt = isFirst ? undefined : await airline.bookings.findReceipt(...key);
      isFirst = false;
      return receipt;
    };
    const tooEarly = { ...airline, bookings: { ...airline.bookings, findReceipt } };
    expect(await act(tooEarly, todo)).toBe(bookingId);
    await expectBalance(airline);
  });

  it('leave it so when a debit arrives after its caller gave up', async () => {
    const airline = createMemoryAirline({ flight: cheap, capacity });
    const late: (() => Promise<void>)[] = [];
    const program = {
      ...airline.program,
      debit: async (...debit: Parameters<typeof airline.program.debit>) => {
        late.push(() => airline.program.debit(...debit));
        throw new Error('timed out');
      },
    };
    await act({ ...airline, program }, { kind: 'create', seats: 2, key: 'key-1' });
    for (const arrive of late) await arrive();
    await expectBalance(airline);
  });

  it('go on under the same key with what a dead caller has left', async () => {
    const airline = createMemoryAirline({ flight: cheap, capacity });
    const todo = { kind: 'create', seats: 5, key: 'key-1' } as const;
    // Receipt, payment looked for, opened, debited.
    await act(withDeath(airline, { atCall: 4, effect: 'after' }), todo);
    expect(await getAccount(airline, { customerId })).toMatchObject({ points: 0 });
    const [pending] = await airline.bookings.listPendingPayments('9', 1);
    expect(await act(airline, todo)).toBe(pending?.booking.bookingId);
    await expectBalance(airline);
  });
});
