import { specialFlights } from '@unlith/shared-model/seed';
import { createRandom } from './random.ts';

/** What a customer wants. A change or a cancellation takes one of the bookings that the customer knows of by then. */
export type Operation = {
  /** Names the operation in everything that it leaves behind: idempotency key, passengers' last name. */
  readonly name: string;
  readonly customer: string;
} & (
  | {
      readonly kind: 'book';
      readonly flightId: string;
      readonly seats: number;
      readonly payWith: 'card' | 'points';
    }
  | { readonly kind: 'change'; readonly seats: number; readonly choice: number }
  | { readonly kind: 'cancel'; readonly choice: number }
);

/** The flights that everybody wants: with so few seats that some must go without. */
const flights = [specialFlights.ordinary, specialFlights.fiftySeats, specialFlights.twoSeats];

/** Half bookings, the rest changes and cancellations, drawn from the seed: the same seed gives the same operations. */
export function planOperations(seed: number, count: number, customers: number): Operation[] {
  const random = createRandom(seed);
  const draw = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: count }, (_, index) => {
    const common = { name: `Op${index}`, customer: `customer-${draw(customers)}` };
    const kind = random();
    if (kind < 0.5) {
      const payWith = random() < 0.3 ? ('points' as const) : ('card' as const);
      return {
        ...common,
        kind: 'book',
        flightId: `${flights[draw(flights.length)]}`,
        seats: 1 + draw(3),
        payWith,
      };
    }
    return kind < 0.75
      ? { ...common, kind: 'change', seats: 1 + draw(3), choice: random() }
      : { ...common, kind: 'cancel', choice: random() };
  });
}
