import { findDenial } from '../../iam/authorize.ts';
import type { Principal } from '../../iam/principal.ts';
import { requestAccess } from './bus-access.ts';
import type { BusEvent } from './bus-event.ts';
import { DeliveryError, type SendToQueue } from './delivery.ts';
import type { EventBus } from './event-bus.ts';
import { type FunctionTargetDependencies, invokeForRule } from './function-target.ts';
import type { Rule } from './rule.ts';
import type { Delivery, RuleDeliveryDependencies } from './rule-delivery.ts';
import { actFor } from './rule-principal.ts';

export interface TargetSenderDependencies
  extends FunctionTargetDependencies,
    Pick<RuleDeliveryDependencies, 'clock'> {
  readonly buses: ReadonlyMap<string, EventBus>;
  readonly sendToQueue: SendToQueue;
  /** A session of the role under which a rule calls a bus. */
  assumeRole(roleArn: string, rule: Rule): Principal;
  /** Puts an event from one bus on another. */
  forward(busArn: string, event: BusEvent): void;
}

/** Hands a target of any kind what it gets; rejects with `DeliveryError`. */
export function createTargetSender(deps: TargetSenderDependencies): RuleDeliveryDependencies['send'] {
  return async (delivery, payload) => {
    const { rule, target } = delivery;
    switch (target.kind) {
      case 'bus':
        return forward(delivery, deps);
      case 'function':
        return invokeForRule(delivery, checkJson(payload), deps);
      case 'queue': {
        const message = { queueArn: target.arn, body: payload, messageGroupId: target.messageGroupId };
        return deps.sendToQueue(message, actFor(rule));
      }
    }
  };
}

/**
 * The event goes on as it came (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html), and no
 * further: so rules cannot send it in a circle. AWS's guide lists the error code, and it gives these words
 * (https://pubudu.dev/posts/manage-amazon-eventbridge-bus-to-bus-recursive-message-passing/).
 */
function forward({ rule, target, event, isForwarded }: Delivery, deps: TargetSenderDependencies): void {
  const { buses, clock } = deps;
  if (isForwarded) {
    const reason =
      'an event can be sent to an event bus target only once. This event was previously delivered to an event bus target.';
    throw new DeliveryError(
      'THIRD_ACCOUNT_HOP_DETECTED',
      `Event ingestion rejected for event ${event.id} because ${reason}`,
    );
  }
  const principal = deps.assumeRole(String(target.roleArn), rule);
  const entry = { Source: event.source, DetailType: event['detail-type'] };
  const requests = [requestAccess(target.arn, entry, { buses, isForwarded: true })];
  const denial = findDenial({ principal, region: rule.region, nowMs: clock.now(), requests });
  if (denial) throw new DeliveryError('NO_PERMISSIONS', denial.message);
  if (!buses.has(target.arn)) {
    throw new DeliveryError('NO_RESOURCE', `Event bus ${target.arn} does not exist.`);
  }
  deps.forward(target.arn, event);
}

function checkJson(payload: string): string {
  try {
    JSON.parse(payload);
    return payload;
  } catch (cause) {
    throw new DeliveryError('INVALID_JSON', `The input of the target is no JSON: ${payload}`, { cause });
  }
}
