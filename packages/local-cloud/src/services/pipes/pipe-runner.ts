import type { FaultPoints } from '../../faults/fault-points.ts';
import { createPauses } from '../../pauses.ts';
import type { TableStream } from '../dynamodb-streams/table-stream.ts';
import { type BatchDeliveryDependencies, deliverBatch, pauseBeforeRetry } from './batch-delivery.ts';
import type { Pipe } from './pipe.ts';

export interface PipeRunnerDependencies extends Omit<BatchDeliveryDependencies, 'pauses'> {
  readonly stream: Pick<TableStream, 'end' | 'read' | 'subscribe'>;
  /** Why the pipe's role may not read the stream, if so. */
  findSourceDenial(): string | undefined;
  readonly faults: Pick<FaultPoints, 'planDelivery'>;
}

/**
 * Moves records from a stream to the target, one batch after the other, so that the order stays. It sleeps until the
 * stream has records. What the target refuses is tried again and holds back what follows, until it is given up by the
 * pipe's limits (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html). Returns its end.
 */
export function runPipe(pipe: Pipe, { stream, ...more }: PipeRunnerDependencies): () => void {
  const { batchSize, startsAt, windowMs } = pipe.batching;
  const pauses = createPauses(more.clock);
  const deps = { ...more, pauses };
  let position = startsAt === 'LATEST' ? stream.end : 0;
  let isOpen = true;
  let isRunning = false;

  const runBatch = async (): Promise<void> => {
    if (windowMs > 0 && stream.end - position < batchSize) await pauses.wait(windowMs);
    if (!(await waitUntilReadable(pipe, deps))) return;
    const { records, next } = stream.read(position, batchSize);
    const selected = records.filter((record) => selects(pipe, record));
    const names = [pipe.constructPath, pipe.name];
    const copies = selected.length === 0 ? [] : deps.faults.planDelivery({ channel: 'pipe', names });
    for (const delayMs of copies) {
      if (delayMs > 0) await pauses.wait(delayMs);
      if (isOpen) await deliverBatch(pipe, selected, deps);
    }
    position = next;
  };
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    while (isOpen && position < stream.end) await runBatch();
    isRunning = false;
  };
  const unsubscribe = stream.subscribe(run);
  void run();
  return () => {
    isOpen = false;
    unsubscribe();
    pauses.close();
  };
}

function selects({ filters }: Pipe, record: unknown): boolean {
  return filters.length === 0 || filters.some((pattern) => pattern(record));
}

/** A role that lacks an action now may have it later: nothing is given up. Resolves with false once the pipe is closed. */
async function waitUntilReadable(
  pipe: Pipe,
  deps: BatchDeliveryDependencies & Pick<PipeRunnerDependencies, 'findSourceDenial'>,
): Promise<boolean> {
  for (let retries = 0; ; retries++) {
    const errorMessage = deps.findSourceDenial();
    if (errorMessage === undefined) return true;
    if (!(await pauseBeforeRetry(pipe, { records: 0, errorMessage, retries }, deps))) return false;
  }
}
