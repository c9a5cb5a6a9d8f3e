import type { WireAnswer } from '../../aws-endpoint/handler.ts';
import { type JsonObject, toObjects } from '../../aws-endpoint/json.ts';
import { createAnswer, formatError } from './wire.ts';

const beyondCapacity =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or ' +
  'index so please try again shortly.';
const beyondProvision =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning ' +
  'level with the UpdateTable API.';

/**
 * The answer beyond a table's capacity: a transaction is cancelled with a reason for each of its items, anything else
 * is refused as a whole
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html).
 */
export function formatThrottled(operation: string, input: JsonObject, isOnDemand: boolean): WireAnswer {
  if (operation.startsWith('Transact')) return formatCancelled(toObjects(input.TransactItems).length);
  return isOnDemand
    ? formatError('ThrottlingException', beyondCapacity)
    : formatError('ProvisionedThroughputExceededException', beyondProvision);
}

function formatCancelled(items: number): WireAnswer {
  const CancellationReasons = Array.from({ length: items }, () => ({
    Code: 'ThrottlingError',
    Message: beyondCapacity,
  }));
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  const __type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException';
  return createAnswer(400, Buffer.from(JSON.stringify({ __type, CancellationReasons, message })));
}
