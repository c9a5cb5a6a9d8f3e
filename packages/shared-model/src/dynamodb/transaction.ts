import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, and what it means when its condition does not hold. */
export type ConditionalWrite<Refusal> = { readonly write: Write; readonly refusal: Refusal };

/**
 * Writes all or nothing. A cancelled transaction lists one reason per write, in their order
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html):
 * the first condition that did not hold names the outcome, so put the most telling write first.
 */
export async function transact<Refusal>(
  { documents }: Pick<Table, 'documents'>,
  writes: readonly ConditionalWrite<Refusal>[],
): Promise<'written' | 'contended' | Refusal> {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
    return 'written';
  } catch (error) {
    const reasons = reasonsOf(error);
    const refused = writes.find((_, index) => reasons[index] === 'ConditionalCheckFailed');
    if (refused) return refused.refusal;
    if (reasons.some((reason) => contention.has(reason))) return 'contended';
    throw error;
  }
}

const contention = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Told by name: the error's class would drag all of the client's classes into a bundle. */
function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error.name === 'TransactionInProgressException') return ['TransactionConflict'];
  if (error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return [];
  return (error.CancellationReasons as { Code?: string }[]).map(({ Code }) => Code ?? 'None');
}
