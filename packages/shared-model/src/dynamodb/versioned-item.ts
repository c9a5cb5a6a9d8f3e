import type { Stale } from '../ports.ts';
import { fromItem } from './booking-item.ts';
import type { ConditionalWrite, Put } from './transaction.ts';

type Versioned = { readonly version: number };

/**
 * Puts an item in the place of `previous`, or of none. Refused, it tells what is stored instead, which takes no more
 * than dynamodb:PutItem: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const replace = <Entity extends Versioned>(
  put: Pick<Put, 'TableName' | 'Item'>,
  previous: Entity | undefined,
): ConditionalWrite<Stale<Entity>> => ({
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Put.html
  write: { Put: { ...put, ...still(previous), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
  refuse: (item) => ({ stored: item && fromItem<Entity>(item) }),
});

/** The condition that a stored item is still this version, or still not there. */
const still = (previous: Versioned | undefined) =>
  previous
    ? {
        ConditionExpression: 'version = :previous',
        ExpressionAttributeValues: { ':previous': previous.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
