import { SplitError } from '../../errors.ts';
import type { SlimmingOptions } from '../function-bundle.ts';
import { environmentCredentials } from './environment-credentials.ts';
import { eventStreams } from './event-streams.ts';
import { iconvTables } from './iconv-tables.ts';
import { libDynamoDb } from './lib-dynamodb.ts';
import { mimeDb } from './mime-db.ts';
import type { SlimmingStep } from './slimming-step.ts';

/** All steps, in the order in which a manifest lists them. */
export const slimmingSteps: readonly SlimmingStep[] = [
  environmentCredentials,
  eventStreams,
  iconvTables,
  libDynamoDb,
  mimeDb,
];

/** @throws {SplitError} `split.layout` for a step that does not exist. */
export function selectSteps({ without }: SlimmingOptions): SlimmingStep[] {
  const names = slimmingSteps.map(({ name }) => name);
  const unknown = without.find((name) => !names.includes(name));
  if (unknown === undefined) return slimmingSteps.filter(({ name }) => !without.includes(name));
  throw new SplitError(
    'split.slimming',
    `There is no slimming step ${unknown}: name one of ${names.join(', ')}.`,
  );
}
