import { exitCodes } from '@unlith/parity/exit-code';

/** Outputs by stack, as `Cloud.stacks` and `cdk deploy --outputs-file` both have them. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One layout deployed: where it answers and where it keeps its data. */
export interface Stage {
  readonly name: string;
  readonly url: string;
  readonly flightsTable: string;
  readonly bookingsTable: string;
}

/** A stage's outputs are not all there. */
export class StageError extends Error {
  override readonly name = 'StageError';
  readonly exitCode = exitCodes.usage;
}

/**
 * A stage is a stack with an output `Url` together with the stacks named after it: `Split`, `Split-Flights`, `Split-Bookings`.
 *
 * @throws {StageError} when a stage lacks a table's output.
 */
export function listStages(outputs: StackOutputs): Stage[] {
  return Object.entries(outputs)
    .filter(([, { Url }]) => Url !== undefined)
    .map(([name, { Url }]) => {
      const own = Object.entries(outputs).filter(([stack]) => isStackOf(name, stack));
      const merged: Readonly<Record<string, string>> = Object.assign({}, ...own.map(([, values]) => values));
      const get = (output: string): string => {
        const value = merged[output];
        if (value === undefined) {
          throw new StageError(
            `Stage ${name} has no output ${output} in ${own.map(([stack]) => stack).join(', ')}: deploy all its stacks`,
          );
        }
        return value;
      };
      return {
        name,
        url: String(Url).replace(/\/$/, ''),
        flightsTable: get('FlightsTableName'),
        bookingsTable: get('BookingsTableName'),
      };
    });
}

/** Whether a stack is a stage's, by its name. */
export const isStackOf = (stage: string, stack: string): boolean =>
  stack === stage || stack.startsWith(`${stage}-`);

/** @throws {StageError} when there is no stage of that name. */
export function getStage(stages: readonly Stage[], name: string): Stage {
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage)
    throw new StageError(
      `There is no stage ${name}, only ${stages.map((each) => each.name).join(', ') || 'none'}`,
    );
  return stage;
}
