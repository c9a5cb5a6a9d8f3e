import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Cloud, type CloudOptions, createDeliveryRecorder } from '@unlith/local-cloud';
import type { Target } from '@unlith/parity';
import { type Seed, seedTables, specialFlights } from '@unlith/shared-model/seed';
import { listLocalStages, seedFromToday, withDocuments } from './local-stages.ts';
import { createTarget, splitStacks, startSeeded } from './side-by-side.ts';
import { createStageStore, longestWaitMs } from './stage-stores.ts';
import { getStage, isStackOf } from './stages.ts';

/** A stage that can be made what it was at first, again and again. */
export interface FreshStage {
  readonly cloud: Cloud;
  /** With what it leaves behind: tables, events and messages. Flights are not read, nobody writes them. */
  readonly target: Target;
  /** Waits until nobody is at work any more. */
  atRest(): Promise<unknown>;
  /** Waits until nobody writes any more, then makes the tables what they were when they had been seeded, and forgets what was said. */
  renew(): Promise<void>;
}

/** The split, and two liths to compare it with. */
export type FreshStages = Readonly<Record<'baseline' | 'calibration' | 'candidate', FreshStage>>;

/** All flights, and seats on the special ones, which are all that scenarios book: tables that are soon read and renewed. */
export function seedSpecial(): Seed {
  const { flights, inventories } = seedFromToday();
  const special: readonly string[] = Object.values(specialFlights);
  return { flights, inventories: inventories.filter(({ flightId }) => special.includes(flightId)) };
}

/** Starts the split and two liths, each in a cloud of its own, all seeded alike. */
export async function startFreshStages(assembly: string, seed: Seed): Promise<FreshStages> {
  const startLith = () => startFreshStage('Monolith', { assembly, stacks: ['Monolith'] }, seed);
  const [baseline, calibration, candidate] = await Promise.all([
    startLith(),
    startLith(),
    startFreshStage('Split', { assembly, stacks: [...splitStacks, 'Split-Pages'] }, seed),
  ]);
  return { baseline, calibration, candidate };
}

/** Starts a cloud with the stage of that name in it, seeded. */
export async function startFreshStage(name: string, options: CloudOptions, seed: Seed): Promise<FreshStage> {
  const deliveries = createDeliveryRecorder();
  const onEvent: CloudOptions['onEvent'] = (event) => {
    deliveries.onEvent(event);
    options.onEvent?.(event);
  };
  const cloud = await startSeeded({ ...options, onEvent }, seed);
  const tables = cloud.tables.filter(({ logicalId }) => !logicalId.startsWith('Flights'));
  const atRest = () => deliveries.atRest(longestWaitMs);
  return {
    cloud,
    target: {
      ...createTarget(cloud, name),
      stores: [createStageStore({ ...cloud, tables }, name, deliveries)],
    },
    atRest,
    async renew() {
      await atRest();
      await withDocuments(cloud, async (documents) => {
        const own = tables.filter(({ stack }) => isStackOf(name, stack));
        await Promise.all(own.map((table) => empty(documents, table.name)));
        const stage = getStage(listLocalStages(cloud), name);
        await seedTables({ documents, ...stage }, { flights: [], inventories: seed.inventories });
      });
      await atRest();
      deliveries.clear();
    },
  };
}

async function empty(documents: DynamoDBDocumentClient, tableName: string): Promise<void> {
  const { Items = [] } = await documents.send(
    new ScanCommand({ TableName: tableName, ProjectionExpression: 'pk, sk' }),
  );
  for (let start = 0; start < Items.length; start += 25) {
    const deletes = Items.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: deletes } }));
  }
}
