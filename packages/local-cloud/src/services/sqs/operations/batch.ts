import { type JsonObject, toObjects } from '../../../aws-endpoint/json.ts';
import { errorShapes, SqsError } from '../errors.ts';
import { readString } from '../input.ts';

/**
 * Carries out a batch: the entries succeed and fail each for itself, the batch as a whole fails only for its form.
 * `check` looks at all entries first.
 */
export function runBatch(
  input: JsonObject,
  run: (entry: JsonObject) => JsonObject,
  check: (entries: readonly JsonObject[]) => void = () => {},
): JsonObject {
  const entries = readEntries(input);
  check(entries);
  const results = entries.map((entry) => runEntry(entry, run));
  return {
    Successful: results.flatMap(({ success }) => success ?? []),
    Failed: results.flatMap(({ failure }) => failure ?? []),
  };
}

function readEntries(input: JsonObject): JsonObject[] {
  const entries = toObjects(input.Entries);
  const ids = entries.map((entry) => readString(entry, 'Id'));
  if (entries.length === 0) {
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > 10) {
    const message = `Maximum number of entries per request are 10. You have sent ${entries.length}.`;
    throw new SqsError('TooManyEntriesInBatchRequest', message);
  }
  if (ids.some((id) => !/^[\w-]{1,80}$/u.test(id))) {
    const message =
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.';
    throw new SqsError('InvalidBatchEntryId', message);
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated !== undefined) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return entries;
}

function runEntry(
  entry: JsonObject,
  run: (entry: JsonObject) => JsonObject,
): { success?: JsonObject; failure?: JsonObject } {
  const { Id } = entry;
  try {
    return { success: { Id, ...run(entry) } };
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    const { queryCode } = errorShapes[error.code];
    return { failure: { Id, SenderFault: true, Code: queryCode, Message: error.message } };
  }
}
