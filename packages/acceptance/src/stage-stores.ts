import type { Cloud, DeliveryRecorder } from '@unlith/local-cloud';
import type { Json, Store } from '@unlith/parity';
import { createDynamoDbStore } from '@unlith/parity/dynamodb';
import { isStackOf } from './stages.ts';

/** What a stage leaves behind, by its constructs: its tables, and what was said on its buses and queues. */
export const createStageStores = (cloud: Cloud, stage: string, deliveries: DeliveryRecorder): Store[] => [
  createTableStore(cloud, stage),
  createDeliveryStore(cloud, stage, deliveries),
];

function createTableStore({ administrator, tables }: Cloud, stage: string): Store {
  const own = tables.filter(({ stack }) => isStackOf(stage, stack));
  return createDynamoDbStore({
    client: administrator,
    tables: Object.fromEntries(own.map(({ logicalId, name }) => [toConstructId(logicalId), name])),
  });
}

/** Two collections, `events` and `messages`: empty for a stage in which nobody says anything. */
function createDeliveryStore(
  { buses, queues }: Cloud,
  stage: string,
  { events, messages }: DeliveryRecorder,
): Store {
  const constructs = new Map(
    [...buses, ...queues]
      .filter(({ stack }) => isStackOf(stage, stack))
      .flatMap(({ arn, name, logicalId }) =>
        [arn, name].map((id) => [id, toConstructId(logicalId)] as const),
      ),
  );
  /** Nothing for what another stage said. */
  const toRecord = (channel: string, said: Readonly<Record<string, Json>>): Json[] => {
    const construct = constructs.get(channel);
    return construct === undefined ? [] : [{ construct, ...said }];
  };
  return {
    read: async () => [
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
    ],
  };
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
