import { UsageError } from '../errors.ts';
import type { Captured } from '../scenario/scenario.ts';
import type { SkippedStep } from './playthrough.ts';

/** Thrown inside a step's request function when it asks for a value that an earlier answer did not hold. */
export class MissingValue extends UsageError {
  readonly outcome: SkippedStep['outcome'];

  constructor(outcome: SkippedStep['outcome'], reason: string) {
    super('scenario.missing-value', reason);
    this.outcome = outcome;
  }
}

/** The values one side has captured so far in a scenario, and why others are missing. */
export interface CapturedValues {
  /** What request functions receive: reading a missing value throws {@link MissingValue}. */
  readonly reader: (place: string) => Captured;
  keep(name: string, value: string): void;
  miss(name: string, cause: MissingValue): void;
}

/** Starts a scenario without any values. */
export function createCapturedValues(): CapturedValues {
  const values = new Map<string, string | MissingValue>();
  const reader = (place: string): Captured =>
    new Proxy<Captured>(
      {},
      {
        get(_, name) {
          const value = typeof name === 'string' ? values.get(name) : undefined;
          if (typeof value === 'string') return value;
          if (value) throw value;
          throw new UsageError(
            'scenario.unknown-value',
            `${place} uses the value \`${String(name)}\`, which no earlier step captures. Add it to a \`capture\`.`,
          );
        },
      },
    );
  return {
    reader,
    keep: (name, value) => values.set(name, value),
    miss: (name, cause) => values.set(name, cause),
  };
}
