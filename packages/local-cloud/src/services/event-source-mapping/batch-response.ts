import { toObject } from '../../aws-endpoint/json.ts';

/** What becomes of a batch that a function has answered. */
export type BatchVerdict =
  | { readonly failedIds: readonly string[] }
  /** The answer says nothing that could be acted on: the whole batch has failed. */
  | { readonly malformed: string };

/**
 * Reads the answer of a function that reports batch item failures. Nothing, `null`, `{}` and an empty or absent list
 * mean success; an identifier that is empty, missing or not of this batch makes it a complete failure
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting).
 */
export function parseBatchResponse(payload: Buffer, messageIds: readonly string[]): BatchVerdict {
  const response = parseJson(payload);
  if (response === null || response === undefined) return { failedIds: [] };
  if (typeof response !== 'object') return { malformed: 'The answer is no object.' };
  const { batchItemFailures: failures } = response as { batchItemFailures?: unknown };
  if (failures === null || failures === undefined) return { failedIds: [] };
  if (!Array.isArray(failures)) return { malformed: 'batchItemFailures is no list.' };
  const identifiers: unknown[] = failures.map((failure) => toObject(failure).itemIdentifier);
  if (identifiers.includes(undefined)) return { malformed: 'A batch item failure has no itemIdentifier.' };
  const unknown = identifiers.find((identifier) => !messageIds.includes(identifier as string));
  if (unknown === undefined) return { failedIds: identifiers as string[] };
  return { malformed: `The itemIdentifier ${JSON.stringify(unknown)} is of no message in the batch.` };
}

/** An answer that is no JSON comes only from a custom runtime. */
function parseJson(payload: Buffer): unknown {
  if (payload.length === 0) return undefined;
  try {
    return JSON.parse(payload.toString());
  } catch {
    return payload.toString();
  }
}
