import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Table } from './table.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
export type Put = NonNullable<Write['Put']>;

/**
 * One write of a transaction, and what it means when its condition does not hold. A write that asks for the item in its
 * way (`ReturnValuesOnConditionCheckFailure`) may `refuse` by it.
 */
export type ConditionalWrite<Refusal> = { readonly write: Write } & (
  | { readonly refusal: Refusal }
  | { readonly refuse: (stored: Record<string, unknown> | undefined) => Refusal }
);

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
    const index = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
    const refused = writes[index];
    if (refused) return 'refusal' in refused ? refused.refusal : refused.refuse(itemOf(reasons[index]));
    if (reasons.some(({ Code = 'None' }) => contention.has(Code))) return 'contended';
    throw error;
  }
}

const contention = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Told by name: the error's class would drag all of the client's classes into a bundle. */
function reasonsOf(error: unknown): CancellationReason[] {
  if (!(error instanceof Error)) return [];
  if (error.name === 'TransactionInProgressException') return [{ Code: 'TransactionConflict' }];
  if (error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return [];
  return error.CancellationReasons as CancellationReason[];
}

/** The document client translates answers, but no errors. */
const itemOf = (reason: CancellationReason | undefined) => reason?.Item && unmarshall(reason.Item);
