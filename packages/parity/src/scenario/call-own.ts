import { UsageError } from '../errors.ts';

/**
 * Calls what a scenario brings along, or what works on its values: whatever that throws is the scenario's mistake.
 *
 * @param what of the scenario is called, and where: `bookings.create > book: its request function`.
 * @throws UsageError `scenario.threw`.
 */
export function callOwn<Value>(what: string, call: () => Value): Value {
  try {
    return call();
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError('scenario.threw', `${what} threw ${cause}. Mend the scenario.`, { cause });
  }
}
