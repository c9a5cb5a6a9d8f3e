import type { FaultPoints } from '../../faults/fault-points.ts';
import { authorize, type Denial } from '../../iam/authorize.ts';
import type { Principal } from '../../iam/principal.ts';
import { createPauses } from '../../pauses.ts';
import { requestAccess } from './bus-access.ts';
import type { BusEvent } from './bus-event.ts';
import { toBusArn } from './event-bus.ts';
import {
  type EntryFault,
  findRequestFault,
  formatTime,
  type PutEventsEntry,
  planEntry,
} from './put-events.ts';
import type { Rule } from './rule.ts';
import { deliverToTargets, type RuleDeliveryDependencies } from './rule-delivery.ts';
import { createTargetSender, type TargetSenderDependencies } from './target-sender.ts';

/** Buses and rules at work: events come in, and go to the targets of the rules that select them. */
export interface EventRouter {
  /** What `PutEvents` does for a caller. Resolves when the events are accepted; they are delivered afterwards. */
  putEvents(entries: readonly PutEventsEntry[], caller: EventSender): PutEventsOutcome;
  /** Fires a rule as its schedule would; resolves when its event is delivered or given up. */
  fire(rule: Rule): Promise<void>;
  close(): void;
}

/** Who puts events: a caller that has signed, or another service under a role. */
export interface EventSender {
  readonly principal: Principal;
  readonly region: string;
}

export type PutEventsOutcome =
  | { readonly kind: 'accepted'; readonly entries: readonly (EntryFault | { readonly EventId: string })[] }
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'invalid'; readonly message: string };

export interface EventRouterDependencies extends Omit<TargetSenderDependencies, 'pauses' | 'forward'> {
  readonly rules: readonly Rule[];
  readonly random: () => number;
  readonly faults: Pick<FaultPoints, 'planDelivery'>;
}

export function createEventRouter(deps: EventRouterDependencies): EventRouter {
  const { buses, rules, clock, emit } = deps;

  const route = (busArn: string, event: BusEvent, isForwarded = false): void => {
    // "If the bus does not exist, the event is silently dropped"
    const selecting = rules.filter((rule) => rule.busArn === busArn && rule.pattern?.(event));
    tellReceived(busArn, event, selecting);
    const arrival = { event, receivedMs: clock.now(), isForwarded };
    for (const rule of selecting) void deliverToTargets({ rule, ...arrival }, delivery);
  };
  const tellReceived = (bus: string, event: BusEvent, selecting: readonly Rule[]) =>
    emit({
      type: 'events.received',
      bus,
      eventId: event.id,
      source: event.source,
      detailType: event['detail-type'],
      detail: event.detail,
      rules: selecting.map(({ name }) => name),
    });
  const pauses = createPauses(clock);
  const send = createTargetSender({
    ...deps,
    pauses,
    forward: (busArn, event) => route(busArn, event, true),
  });
  const delivery: RuleDeliveryDependencies = { ...deps, pauses, send };

  return {
    putEvents(entries, { principal, region }) {
      const message = findRequestFault(entries);
      if (message !== undefined) return { kind: 'invalid', message };
      const { account } = principal;
      const nowMs = clock.now();
      const requests = entries.map((entry) =>
        requestAccess(toBusArn(entry.EventBusName, { account, region }), entry, { buses }),
      );
      const denial = authorize({ principal, region, nowMs, requests }, emit);
      if (denial) return { kind: 'denied', denial };
      const results = entries.map((entry) => {
        const planned = planEntry(entry, { account, region, nowMs });
        if (planned.fault) return planned.fault;
        route(planned.busArn, planned.event);
        return { EventId: planned.event.id };
      });
      return { kind: 'accepted', entries: results };
    },
    async fire(rule) {
      const event = createScheduledEvent(rule, clock.now());
      tellReceived(rule.arn, event, [rule]);
      await deliverToTargets({ rule, event, receivedMs: clock.now(), isForwarded: false }, delivery);
    },
    close: pauses.close,
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
function createScheduledEvent({ arn, account, region }: Rule, nowMs: number): BusEvent {
  return {
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time: formatTime(nowMs),
    region,
    resources: [arn],
    detail: {},
  };
}
