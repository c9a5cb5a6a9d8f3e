import type { AuthorizationRequest } from '../../iam/context.ts';
import { createEntryContext } from './condition-keys.ts';
import type { EventBus } from './event-bus.ts';
import type { PutEventsEntry } from './put-events.ts';

/** What IAM is asked before an entry is put on a bus; one that does not exist has no policy. */
export function requestAccess(
  busArn: string,
  entry: PutEventsEntry,
  { buses, isForwarded = false }: { buses: ReadonlyMap<string, EventBus>; isForwarded?: boolean },
): AuthorizationRequest {
  const bus = buses.get(busArn);
  return {
    action: 'events:PutEvents',
    resource: busArn,
    context: createEntryContext(entry, isForwarded),
    ...(bus && { resourcePolicy: { account: bus.account, statements: bus.statements } }),
  };
}
