import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import type { Pauses } from '../../pauses.ts';
import type { StreamRecord } from '../dynamodb-streams/stream-record.ts';
import type { DeadLetter } from '../events/delivery.ts';
import type { Pipe } from './pipe.ts';
import type { PipeRecord, PipeTarget, RefusedRecord } from './pipe-target.ts';

export interface BatchDeliveryDependencies {
  readonly target: PipeTarget;
  /** Keeps what is given up, if the pipe has a dead-letter queue. */
  sendDeadLetter(record: StreamRecord, condition: GivenUp): Promise<DeadLetter>;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly random: () => number;
  readonly emit: EmitEvent;
}

export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** Resolves when the target has every record, or the pipe has given it up, or is closed. */
export async function deliverBatch(
  pipe: Pipe,
  records: readonly StreamRecord[],
  deps: BatchDeliveryDependencies,
): Promise<void> {
  const { maximumRecordAgeMs, maximumRetryAttempts } = pipe.batching;
  const isOld = ({ record }: PipeRecord) =>
    deps.clock.now() - record.dynamodb.ApproximateCreationDateTime * 1_000 > maximumRecordAgeMs;
  let pending: readonly PipeRecord[] = records.map((record) => render(pipe, record, deps.clock.now()));
  for (let retries = 0; pending.length > 0; retries++) {
    const refused = await deps.target(pending);
    const delivered = pending.length - refused.length;
    if (delivered > 0) deps.emit({ type: 'pipes.delivered', pipe: pipe.name, records: delivered });
    await giveUp(pipe, refused.filter(isOld), { condition: 'RecordAgeExceeded', deps });
    const young = refused.filter((record) => !isOld(record));
    const [first] = young;
    if (!first) return;
    if (retries >= maximumRetryAttempts) {
      return giveUp(pipe, young, { condition: 'RetryAttemptsExhausted', deps });
    }
    const told = { records: young.length, errorMessage: first.message };
    if (!(await pauseBeforeRetry(pipe, { ...told, retries }, deps))) return;
    pending = young;
  }
}

/** Resolves with false once the pipe is closed. */
export function pauseBeforeRetry(
  { name }: Pipe,
  { records, errorMessage, retries }: { records: number; errorMessage: string; retries: number },
  { emit, pauses, random }: Pick<BatchDeliveryDependencies, 'emit' | 'pauses' | 'random'>,
): Promise<boolean> {
  const delayMs = backoffMs(retries, random());
  emit({ type: 'pipes.retried', pipe: name, records, errorMessage, delayMs });
  return pauses.wait(delayMs);
}

/** Doubles from a tenth of a second to two seconds, less a random part of up to one half: AWS does not tell its own. */
function backoffMs(retries: number, random: number): number {
  return Math.round(Math.min(100 * 2 ** retries, 2_000) * (1 - random / 2));
}

async function giveUp(
  { name: pipe }: Pipe,
  refused: readonly RefusedRecord[],
  { condition, deps }: { condition: GivenUp; deps: BatchDeliveryDependencies },
): Promise<void> {
  for (const { record, message: errorMessage } of refused) {
    const letter = await deps.sendDeadLetter(record, condition);
    deps.emit({ type: 'pipes.failed', pipe, records: 1, condition, errorMessage, ...letter });
  }
}

function render(pipe: Pipe, record: StreamRecord, nowMs: number): PipeRecord {
  const { arn: pipeArn, name: pipeName, sourceArn, targetArn } = pipe;
  const ingestionTime = new Date(nowMs).toISOString();
  return { record, input: pipe.input(record, { pipeArn, pipeName, sourceArn, targetArn, ingestionTime }) };
}
