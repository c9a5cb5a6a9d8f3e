import type { AwsServiceHandler, WireAnswer } from '../../aws-endpoint/handler.ts';
import { type JsonObject, toObjects } from '../../aws-endpoint/json.ts';
import {
  createJsonAnswer,
  createJsonError,
  parseJsonInput,
  parseTarget,
} from '../../aws-endpoint/json-protocol.ts';
import type { EventSender, PutEventsOutcome } from './event-router.ts';
import type { PutEventsEntry } from './put-events.ts';

type PutEvents = (entries: readonly PutEventsEntry[], caller: EventSender) => PutEventsOutcome;

/** EventBridge for SDK clients: `PutEvents` (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
export function createEventsHandler(putEvents: PutEvents): AwsServiceHandler {
  return {
    signingName: 'events',
    targetPrefix: 'AWSEvents',
    async answer({ caller, request: { headers, body } }) {
      const input = parseJsonInput(body);
      if (!input) return formatError('SerializationException', 'The request is no JSON object.');
      if (parseTarget(headers)?.operation === 'PutEvents') {
        const entries = toObjects(input.Entries);
        if (entries.every(isEntry)) return formatOutcome(putEvents(entries, caller));
        return formatError(
          'SerializationException',
          'A member of an entry has another type than the API says.',
        );
      }
      const message = `The local cloud does not emulate the operation ${String(headers['x-amz-target'])}.`;
      return formatError('UnknownOperationException', message);
    },
    refuse: ({ code, message }) => formatError(code, message),
    fail: ({ message }) => formatError('InternalException', message, 500),
  };
}

/** Whether every member that is there has its type. */
function isEntry(entry: JsonObject): entry is JsonObject & PutEventsEntry {
  const { Detail, DetailType, EventBusName, Resources = [], Source, Time = 0 } = entry;
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  const hasTexts = [Detail, DetailType, EventBusName, Source].every(isText);
  return hasTexts && Array.isArray(Resources) && Resources.every(isText) && typeof Time === 'number';
}

function formatOutcome(outcome: PutEventsOutcome): WireAnswer {
  if (outcome.kind === 'denied') return formatError('AccessDeniedException', outcome.denial.message);
  if (outcome.kind === 'invalid') return formatError('ValidationException', outcome.message);
  const { entries } = outcome;
  const FailedEntryCount = entries.filter((entry) => 'ErrorCode' in entry).length;
  return createJsonAnswer({ version: '1.1', output: { FailedEntryCount, Entries: entries } });
}

function formatError(type: string, message: string, status = 400): WireAnswer {
  return createJsonError({ version: '1.1', status, type, message });
}
