import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import { createPauses } from '../../pauses.ts';
import type { StreamRecord } from '../dynamodb-streams/stream-record.ts';
import type { TableStream } from '../dynamodb-streams/table-stream.ts';
import type { Pipe } from './pipe.ts';
import type { PipeRecord, PipeTarget, RefusedRecord } from './pipe-target.ts';

export interface PipeRunnerDependencies {
  readonly stream: Pick<TableStream, 'end' | 'read' | 'subscribe'>;
  readonly target: PipeTarget;
  /** Why the pipe's role may not read the stream, if so. */
  findSourceDenial(): string | undefined;
  /** Keeps what is given up; `none` without a dead-letter queue. */
  sendDeadLetter(record: StreamRecord, condition: GivenUp): Promise<'sent' | 'none' | 'refused'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly emit: EmitEvent;
  readonly faults: Pick<FaultPoints, 'planDelivery'>;
}

export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/**
 * Moves records from a stream to the target, one batch after the other, so that the order stays. It sleeps until the
 * stream has records. What the target refuses is tried again and holds back what follows, until it is given up by the
 * pipe's limits (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html). Returns its end.
 */
export function runPipe(pipe: Pipe, deps: PipeRunnerDependencies): () => void {
  const { stream, emit, clock } = deps;
  const { batchSize, startsAt, windowMs } = pipe.batching;
  const pauses = createPauses(clock);
  let position = startsAt === 'LATEST' ? stream.end : 0;
  let isOpen = true;
  let isRunning = false;

  const selects = (record: StreamRecord) =>
    pipe.filters.length === 0 || pipe.filters.some((pattern) => pattern(record));

  /** False once the pipe is closed. */
  const retryLater = async (
    retries: number,
    told: { records: number; errorMessage: string },
  ): Promise<boolean> => {
    const delayMs = backoffMs(retries, deps.random());
    emit({ type: 'pipes.retried', pipe: pipe.name, ...told, delayMs });
    return pauses.wait(delayMs);
  };
  const mayRead = async (): Promise<boolean> => {
    for (let retries = 0; ; retries++) {
      const errorMessage = deps.findSourceDenial();
      if (errorMessage === undefined) return true;
      if (!(await retryLater(retries, { records: 0, errorMessage }))) return false;
    }
  };
  const giveUp = async (refused: readonly RefusedRecord[], condition: GivenUp) => {
    for (const { record, message: errorMessage } of refused) {
      const deadLetter = await deps.sendDeadLetter(record, condition);
      emit({ type: 'pipes.failed', pipe: pipe.name, records: 1, condition, errorMessage, deadLetter });
    }
  };
  const deliver = async (records: readonly StreamRecord[]) => {
    let pending: readonly PipeRecord[] = records.map((record) => ({
      record,
      input: render(pipe, record, clock.now()),
    }));
    for (let retries = 0; pending.length > 0; retries++) {
      const refused = await deps.target(pending);
      const delivered = pending.length - refused.length;
      if (delivered > 0) emit({ type: 'pipes.delivered', pipe: pipe.name, records: delivered });
      const young = refused.filter(({ record }) => !isOld(record));
      await giveUp(
        refused.filter(({ record }) => isOld(record)),
        'RecordAgeExceeded',
      );
      const [first] = young;
      if (!first) return;
      if (retries >= pipe.batching.maximumRetryAttempts) return giveUp(young, 'RetryAttemptsExhausted');
      if (!(await retryLater(retries, { records: young.length, errorMessage: first.message }))) return;
      pending = young;
    }
  };
  const isOld = ({ dynamodb }: StreamRecord) =>
    clock.now() - dynamodb.ApproximateCreationDateTime * 1_000 > pipe.batching.maximumRecordAgeMs;

  const runBatch = async (): Promise<void> => {
    if (windowMs > 0 && stream.end - position < batchSize) await pauses.wait(windowMs);
    if (!(await mayRead())) return;
    const { records, next } = stream.read(position, batchSize);
    const selected = records.filter(selects);
    const copies =
      selected.length === 0
        ? []
        : deps.faults.planDelivery({ channel: 'pipe', names: [pipe.constructPath, pipe.name] });
    for (const delayMs of copies) {
      if (delayMs > 0) await pauses.wait(delayMs);
      if (isOpen) await deliver(selected);
    }
    position = next;
  };
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      while (isOpen && position < stream.end) await runBatch();
    } finally {
      isRunning = false;
    }
  };
  const unsubscribe = stream.subscribe(run);
  void run();
  return () => {
    isOpen = false;
    unsubscribe();
    pauses.close();
  };
}

function render(
  { arn, name, input, sourceArn, targetArn }: Pipe,
  record: StreamRecord,
  nowMs: number,
): string {
  const ingestionTime = new Date(nowMs).toISOString();
  return input(record, { pipeArn: arn, pipeName: name, sourceArn, targetArn, ingestionTime });
}

/** Doubles from a tenth of a second to two seconds, less a random part of up to one half: AWS does not tell its own. */
function backoffMs(retries: number, random: number): number {
  return Math.round(Math.min(100 * 2 ** retries, 2_000) * (1 - random / 2));
}
