import type { Arity } from '../../iam/condition-keys.ts';
import type { RequestContext } from '../../iam/context.ts';
import type { PutEventsEntry } from './put-events.ts';

/** Condition keys of `events:PutEvents` (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html), in lower case. */
export const eventsConditionKeys: ReadonlyMap<string, Arity> = new Map([
  ['events:detail-type', 'one'],
  ['events:source', 'one'],
  ['events:eventbusinvocation', 'one'],
]);

export function createEntryContext(
  { DetailType, Source }: PutEventsEntry,
  isForwarded: boolean,
): RequestContext {
  return (key) => {
    switch (key) {
      case 'events:detail-type':
        return DetailType === undefined ? undefined : [DetailType];
      case 'events:source':
        return Source === undefined ? undefined : [Source];
      case 'events:eventbusinvocation':
        return [String(isForwarded)];
      default:
        return undefined;
    }
  };
}
