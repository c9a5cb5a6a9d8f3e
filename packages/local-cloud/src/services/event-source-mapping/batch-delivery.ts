import { randomUUID } from 'node:crypto';
import type { EmitEvent } from '../../events.ts';
import { type FunctionError, InvocationRefused } from '../lambda/invocation.ts';
import type { LambdaService } from '../lambda/service.ts';
import { parseBatchResponse } from './batch-response.ts';
import type { SqsRecord } from './sqs-event.ts';

export interface BatchDeliveryDependencies {
  readonly invoke: LambdaService['invoke'];
  readonly emit: EmitEvent;
  /** What events say. */
  readonly names: { readonly function: string; readonly queue: string };
  readonly functionArn: string;
  readonly reportsFailures: boolean;
}

/** Hands a batch to the function and answers the records that it is done with, which can be deleted. */
export async function deliverBatch(
  records: readonly SqsRecord[],
  deps: BatchDeliveryDependencies,
): Promise<readonly SqsRecord[]> {
  const { emit, names, reportsFailures } = deps;
  const messageIds = records.map(({ messageId }) => messageId);
  const outcome = await invoke(records, deps);
  if (outcome.error) {
    const { errorType, errorMessage } = outcome.error;
    emit({ type: 'mapping.batch-failed', ...names, messageIds, errorType, errorMessage });
    return [];
  }
  const verdict = reportsFailures ? parseBatchResponse(outcome.payload, messageIds) : { failedIds: [] };
  if ('malformed' in verdict) {
    const malformed = { errorType: 'MalformedBatchResponse', errorMessage: verdict.malformed };
    emit({ type: 'mapping.batch-failed', ...names, messageIds, ...malformed });
    return [];
  }
  const { failedIds } = verdict;
  emit({ type: 'mapping.delivered', ...names, messageIds, failedIds });
  return records.filter(({ messageId }) => !failedIds.includes(messageId));
}

async function invoke(records: readonly SqsRecord[], { functionArn, ...deps }: BatchDeliveryDependencies) {
  const payload = JSON.stringify({ Records: records });
  const requestId = randomUUID();
  try {
    return await deps.invoke(functionArn, { requestId, payload, traceId: 'Root=1-0-0;Sampled=0' });
  } catch (refused) {
    if (!(refused instanceof InvocationRefused)) throw refused;
    const error: FunctionError = { errorType: `Invocation.${refused.reason}`, errorMessage: refused.message };
    return { error };
  }
}
