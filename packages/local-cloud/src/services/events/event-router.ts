import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import { type Denial, findDenial } from '../../iam/authorize.ts';
import type { AuthorizationRequest } from '../../iam/context.ts';
import type { Principal } from '../../iam/principal.ts';
import { createPauses } from '../../pauses.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { BusEvent } from './bus-event.ts';
import { createEntryContext } from './condition-keys.ts';
import { DeliveryError, type SendToQueue } from './delivery.ts';
import { type EventBus, toBusArn } from './event-bus.ts';
import { invokeForRule } from './function-target.ts';
import {
  type EntryFault,
  findRequestFault,
  formatTime,
  type PutEventsEntry,
  planEntry,
} from './put-events.ts';
import type { Rule } from './rule.ts';
import { type Delivery, deliverToTargets, type RuleDeliveryDependencies } from './rule-delivery.ts';
import { actFor } from './rule-principal.ts';

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

export interface EventRouterDependencies {
  readonly buses: ReadonlyMap<string, EventBus>;
  readonly rules: readonly Rule[];
  readonly sendToQueue: SendToQueue;
  readonly lambda: Pick<LambdaService, 'functions' | 'invoke' | 'mayInvoke'>;
  /** A session of the role under which a rule calls a bus. */
  assumeRole(roleArn: string, rule: Rule): Principal;
  readonly clock: Clock;
  readonly random: () => number;
  readonly emit: EmitEvent;
  readonly faults: Pick<FaultPoints, 'planDelivery'>;
}

export function createEventRouter(deps: EventRouterDependencies): EventRouter {
  const { buses, rules, clock, emit } = deps;
  const pauses = createPauses(clock);

  const route = (busArn: string, event: BusEvent): void => {
    // "If the bus does not exist, the event is silently dropped"
    const selecting = rules.filter((rule) => rule.busArn === busArn && rule.pattern?.(event));
    tellReceived(busArn, event, selecting);
    for (const rule of selecting) void deliverToTargets({ rule, event, receivedMs: clock.now() }, delivery);
  };
  const tellReceived = (bus: string, event: BusEvent, selecting: readonly Rule[]) =>
    emit({
      type: 'events.received',
      bus,
      eventId: event.id,
      source: event.source,
      detailType: event['detail-type'],
      rules: selecting.map(({ name }) => name),
    });
  const authorize = (busArn: string, entry: PutEventsEntry, isForwarded = false): AuthorizationRequest => {
    const bus = buses.get(busArn);
    return {
      action: 'events:PutEvents',
      resource: busArn,
      context: createEntryContext(entry, isForwarded),
      ...(bus && { resourcePolicy: { account: bus.account, statements: bus.statements } }),
    };
  };
  const forward = ({ rule, target, event }: Delivery): void => {
    const principal = deps.assumeRole(String(target.roleArn), rule);
    const entry = { Source: event.source, DetailType: event['detail-type'] };
    const requests = [authorize(target.arn, entry, true)];
    const denial = findDenial({ principal, region: rule.region, nowMs: clock.now(), requests });
    if (denial) throw new DeliveryError('NO_PERMISSIONS', denial.message);
    if (!buses.has(target.arn))
      throw new DeliveryError('NO_RESOURCE', `Event bus ${target.arn} does not exist.`);
    route(target.arn, event);
  };
  const send = async (delivery: Delivery, payload: string): Promise<void> => {
    const { rule, target } = delivery;
    if (target.kind === 'bus') return forward(delivery);
    if (target.kind === 'function') return invokeForRule(delivery, checkJson(payload), { ...deps, pauses });
    const message = { queueArn: target.arn, body: payload, messageGroupId: target.messageGroupId };
    return deps.sendToQueue(message, actFor(rule));
  };
  const delivery: RuleDeliveryDependencies = { ...deps, pauses, send };

  return {
    putEvents(entries, { principal, region }) {
      const message = findRequestFault(entries);
      if (message !== undefined) return { kind: 'invalid', message };
      const { account } = principal;
      const nowMs = clock.now();
      const requests = entries.map((entry) =>
        authorize(toBusArn(entry.EventBusName, { account, region }), entry),
      );
      const denial = findDenial({ principal, region, nowMs, requests });
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
      await deliverToTargets({ rule, event, receivedMs: clock.now() }, delivery);
    },
    close: pauses.close,
  };
}

function checkJson(payload: string): string {
  try {
    JSON.parse(payload);
    return payload;
  } catch (cause) {
    throw new DeliveryError('INVALID_JSON', `The input of the target is no JSON: ${payload}`, { cause });
  }
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
