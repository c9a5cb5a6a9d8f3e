import type { Cloud, DeliveryRecorder } from '@unlith/local-cloud';
import type { Collection, Json, Store } from '@unlith/parity';
import { createDynamoDbStore } from '@unlith/parity/dynamodb';
import { netAccruals } from './net-accruals.ts';
import { isStackOf } from './stages.ts';

/** How long to wait until nobody is at work: as long as a cold start may take. */
export const longestWaitMs = 10_000;

/** What a stage leaves behind, by its constructs: its tables, and what was said on its buses and queues. */
export function createStageStore(cloud: Cloud, stage: string, deliveries: DeliveryRecorder): Store {
  const { administrator, tables, buses, queues } = cloud;
  const isOwn = ({ stack }: { stack: string }) => isStackOf(stage, stack);
  const store = createDynamoDbStore({
    client: administrator,
    tables: Object.fromEntries(
      tables.filter(isOwn).map(({ logicalId, name }) => [toConstructId(logicalId), name]),
    ),
  });
  const channels = [...buses, ...queues].filter(isOwn);
  const constructs = new Map(
    channels.flatMap(({ arn, name, logicalId }) =>
      [arn, name].map((id) => [id, toConstructId(logicalId)] as const),
    ),
  );
  return {
    // The cloud itself says when nobody is at work.
    quietMs: 0,
    withinMs: 3 * longestWaitMs,
    async read() {
      await deliveries.atRest(longestWaitMs);
      const left = await store.read();
      return [
        ...left.map((collection) => ({ ...collection, records: netAccruals(collection.records) })),
        ...listSaid(deliveries, constructs),
      ];
    },
  };
}

/** Two collections, `events` and `messages`: empty for a stage in which nobody says anything. */
function listSaid(
  { events, messages }: DeliveryRecorder,
  constructs: ReadonlyMap<string, string>,
): Collection[] {
  /** Nothing for what another stage said. */
  const toRecord = (channel: string, said: Readonly<Record<string, Json>>): Json[] => {
    const construct = constructs.get(channel);
    return construct === undefined ? [] : [{ construct, ...said }];
  };
  return [
    {
      name: 'events',
      records: events.flatMap(({ bus, detail, ...event }) =>
        toRecord(bus, { ...event, detail: detail as Json }),
      ),
    },
    {
      name: 'messages',
      records: messages.flatMap(({ queue, body, ...message }) =>
        toRecord(queue, { ...message, body: parseBody(body) }),
      ),
    },
  ];
}

function parseBody(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

/** Without the eight hexadecimal digits that CDK appends. */
const toConstructId = (logicalId: string): string => logicalId.replace(/[\dA-F]{8}$/, '');
