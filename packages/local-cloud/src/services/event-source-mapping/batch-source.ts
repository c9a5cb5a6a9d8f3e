import { toObjects } from '../../aws-endpoint/json.ts';
import type { Clock } from '../../clock.ts';
import type { SqsApi, SqsCaller } from '../sqs/api.ts';
import type { Mapping } from './mapping.ts';
import { type SqsRecord, toRecord } from './sqs-event.ts';

export interface BatchSourceDependencies {
  readonly call: SqsApi;
  readonly clock: Clock;
  readonly caller: SqsCaller;
  readonly queueUrl: string;
  readonly signal: AbortSignal;
}

/** A receipt brings this many at most. */
const maxReceived = 10;
/** Of message bodies, beyond which a batch does not wait for more. */
const maxBodyBytes = 6 * 1024 * 1024;

/**
 * Waits for the next batch of a mapping: for as long as it takes until a message arrives, and then for more until the
 * batch is full or its window is over. Empty only when `signal` aborts. Rejects with `SqsError`.
 */
export async function receiveBatch(
  { batchSize, windowMs, queueArn }: Pick<Mapping, 'batchSize' | 'windowMs' | 'queueArn'>,
  deps: BatchSourceDependencies,
): Promise<SqsRecord[]> {
  const records = await receive({ max: batchSize, waitMs: Number.POSITIVE_INFINITY, queueArn }, deps);
  const endMs = deps.clock.now() + windowMs;
  while (records.length > 0 && records.length < batchSize && countBodyBytes(records) < maxBodyBytes) {
    const waitMs = endMs - deps.clock.now();
    if (waitMs <= 0) break;
    const more = await receive({ max: batchSize - records.length, waitMs, queueArn }, deps);
    if (more.length === 0) break;
    records.push(...more);
  }
  return records;
}

async function receive(
  { max, waitMs, queueArn }: { readonly max: number; readonly waitMs: number; readonly queueArn: string },
  { call, caller, queueUrl, signal }: BatchSourceDependencies,
): Promise<SqsRecord[]> {
  const input = {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(max, maxReceived),
    AttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  };
  const output = await call({ operation: 'ReceiveMessage', input, caller, signal, waitMs });
  return toObjects(output.Messages).map((message) => toRecord(message, queueArn));
}

function countBodyBytes(records: readonly SqsRecord[]): number {
  return records.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
}
