import type { Cloud } from '@unlith/local-cloud';
import type { Store } from '@unlith/parity';
import { createDynamoDbStore } from '@unlith/parity/dynamodb';
import { isStackOf } from './stages.ts';

/** The tables of a stage's stacks, by their construct: what it leaves behind. */
export function createStageStore({ administrator, tables }: Cloud, stage: string): Store {
  const own = tables.filter(({ stack }) => isStackOf(stage, stack));
  return createDynamoDbStore({
    client: administrator,
    tables: Object.fromEntries(own.map(({ logicalId, name }) => [toConstructId(logicalId), name])),
  });
}

/** Without the eight hexadecimal digits that CDK appends. */
const toConstructId = (logicalId: string): string => logicalId.replace(/[\dA-F]{8}$/, '');
