import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '@unlith/local-cloud';
import { withDocuments } from '../local-stages.ts';
import { countMessages, listDeadLetterQueues, redrive } from '../redrive.ts';
import { createTarget, splitStacks, startSeeded } from '../side-by-side.ts';
import { type Audit, auditTables } from './audit.ts';
import { createCustomers, type ToldBooking } from './customers.ts';
import { planFaults } from './faults.ts';
import { planOperations } from './operations.ts';

/** The outcome of one seed: plain data, as `reports/chaos.json` has it. */
export interface ChaosReport extends Audit {
  readonly schema: 'unlith/chaos@1';
  readonly seed: number;
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Answers that clients got, by status; 0 is none at all. */
  readonly answers: Readonly<Record<string, number>>;
  /** Left in dead-letter queues after they were redriven. */
  readonly deadLetters: number;
}

export interface ChaosOptions {
  readonly assembly: string;
  readonly seed: number;
  readonly operations: number;
}

const customers = 50;
const concurrency = 16;
const settlingMs = 120_000;

/** Runs the split with faults under load; then stops the faults, redrives, waits until the dust has settled, and audits. */
export async function runChaos({ assembly, seed, operations }: ChaosOptions): Promise<ChaosReport> {
  const directory = await mkdtemp(join(tmpdir(), 'unlith-chaos-'));
  const databasePath = join(directory, 'tables.db');
  const cloud = await startSeeded({ assembly, stacks: splitStacks, databasePath });
  const client = new SQSClient(cloud.administrator);
  const clients = createCustomers(createTarget(cloud, 'Split'));
  try {
    const faults = cloud.faults.inject(planFaults(seed));
    const queue = planOperations(seed, operations, customers).values();
    const work = async () => {
      for (const operation of queue) await clients.perform(operation);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    faults.stop();
    await sweepPayments(cloud);
    const audit = await auditWhenSettled(cloud, client, clients.listTold());
    return {
      schema: 'unlith/chaos@1',
      seed,
      operations,
      faults: faults.countStrikes(),
      answers: Object.fromEntries([...clients.answers].toSorted(([a], [b]) => a - b)),
      ...audit,
    };
  } finally {
    clients.close();
    client.destroy();
    await cloud.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Lets the sweep find every payment whose caller died: pending ones are made to look older than its patience, as they
 * would be after five minutes, and its schedule fires.
 */
async function sweepPayments(cloud: Cloud): Promise<void> {
  const TableName = getTable(cloud, 'Bookings');
  await withDocuments(cloud, async (documents) => {
    const { Items = [] } = await documents.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'attribute_exists(pending)',
      }),
    );
    for (const { pk, sk } of Items) {
      await documents.send(
        new UpdateCommand({
          TableName,
          Key: { pk, sk },
          UpdateExpression: 'SET startedAt = :longAgo',
          ExpressionAttributeValues: { ':longAgo': '2000-01-01T00:00:00.000Z' },
        }),
      );
    }
  });
  await cloud.runSchedule('Split-Bookings/sweep-payments-schedule/Resource');
}

/** Redrives and audits until nothing is wrong and no dead letter is left, or the time for settling is up. */
async function auditWhenSettled(
  cloud: Cloud,
  client: SQSClient,
  told: readonly ToldBooking[],
): Promise<Audit & { deadLetters: number }> {
  const tables = { bookings: getTable(cloud, 'Bookings'), loyalty: getTable(cloud, 'Loyalty') };
  const deadlineMs = performance.now() + settlingMs;
  for (;;) {
    const queues = await listDeadLetterQueues(client);
    for (const queue of queues) await redrive(client, queue);
    const audit = await withDocuments(cloud, (documents) => auditTables(documents, tables, told));
    const counts = await Promise.all(queues.map(({ url }) => countMessages(client, url)));
    const deadLetters = counts.reduce((sum, count) => sum + count, 0);
    const isSettled = deadLetters === 0 && Object.values(audit).every((wrongs) => wrongs.length === 0);
    if (isSettled || performance.now() > deadlineMs) return { ...audit, deadLetters };
    await setTimeout(500);
  }
}

function getTable(cloud: Cloud, service: string): string {
  const table = cloud.tables.find(
    ({ stack, logicalId }) => stack.startsWith('Split') && logicalId.startsWith(`${service}Table`),
  );
  if (!table) throw new Error(`The split has no ${service} table`);
  return table.name;
}
