import type { LedgerEntry } from '../../loyalty.ts';

/** Keys of the loyalty table. */
const keyOf = (customerId: string, sk: string) => ({ pk: `CUSTOMER#${customerId}`, sk });

export const accountKey = (customerId: string) => keyOf(customerId, 'ACCOUNT');

export const entryKey = (customerId: string, entryId: string) => keyOf(customerId, `ENTRY#${entryId}`);

export const postingKey = (customerId: string, key: string) => keyOf(customerId, `POSTING#${key}`);

export const accrualKey = (customerId: string, bookingId: string) =>
  keyOf(customerId, `BOOKING#${bookingId}`);

export const putEntry = (TableName: string, customerId: string, entry: LedgerEntry) => ({
  Put: { TableName, Item: { ...entryKey(customerId, entry.entryId), ...entry } },
});

/** Moves an account, which must be there and, if asked to, cover what is taken. */
export const moveAccount = (
  TableName: string,
  customerId: string,
  { points, least }: { points: number; least?: number },
) => ({
  Update: {
    TableName,
    Key: accountKey(customerId),
    UpdateExpression: 'SET net = net + :points',
    ConditionExpression: least === undefined ? 'attribute_exists(pk)' : 'net >= :least',
    ExpressionAttributeValues: { ':points': points, ...(least !== undefined && { ':least': least }) },
  },
});
