import type { Clock } from '../../clock.ts';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import type { Pauses } from '../../pauses.ts';
import type { BusEvent } from './bus-event.ts';
import {
  type DeadLetter,
  type DeliveryError,
  isRetriable,
  type SendToQueue,
  sendDeadLetter,
  toDeliveryError,
} from './delivery.ts';
import { formatTime } from './put-events.ts';
import { type ExhaustedRetryCondition, planRetry } from './retry-policy.ts';
import type { Rule } from './rule.ts';
import { actFor } from './rule-principal.ts';
import type { Target } from './target.ts';

export interface RuleDeliveryDependencies {
  /** Hands a target what it gets; rejects with `DeliveryError`. */
  send(delivery: Delivery, payload: string): Promise<void>;
  readonly sendToQueue: SendToQueue;
  readonly clock: Clock;
  readonly pauses: Pauses;
  readonly random: () => number;
  readonly emit: EmitEvent;
  readonly faults: Pick<FaultPoints, 'planDelivery'>;
}

/** One event on its way to one target. */
export interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  readonly event: BusEvent;
  /** When the bus got it. */
  readonly receivedMs: number;
  /** Whether it came from another bus. */
  readonly isForwarded: boolean;
}

/** Resolves when the event is with all targets of the rule, or given up. Never rejects. */
export async function deliverToTargets(
  arrival: Omit<Delivery, 'target'>,
  deps: RuleDeliveryDependencies,
): Promise<void> {
  const { rule } = arrival;
  const copies = rule.targets.flatMap((target) =>
    deps.faults
      .planDelivery({ channel: 'rule', names: [rule.constructPath, rule.name] })
      .map(async (delayMs) => {
        if (delayMs > 0 && !(await deps.pauses.wait(delayMs))) return;
        await deliver({ ...arrival, target }, deps);
      }),
  );
  await Promise.all(copies);
}

async function deliver(delivery: Delivery, deps: RuleDeliveryDependencies): Promise<void> {
  const { rule, target, event, receivedMs } = delivery;
  const about = { rule: rule.name, target: target.arn, eventId: event.id };
  const facts = { ruleArn: rule.arn, ruleName: rule.name, ingestionTime: formatTime(receivedMs) };
  const payload = target.input(event, facts);
  for (let retries = 0; ; retries++) {
    const error = await deps.send(delivery, payload).then(() => undefined, toDeliveryError);
    if (!error) return deps.emit({ type: 'events.delivered', ...about });
    const told = { ...about, errorCode: error.code, errorMessage: error.message };
    const attempts = { retries, ageMs: deps.clock.now() - receivedMs, random: deps.random() };
    const retry = isRetriable(error) ? planRetry(target.retryPolicy, attempts) : undefined;
    if (typeof retry !== 'number') {
      const letter = await giveUp(delivery, { error, retries, exhausted: retry }, deps);
      return deps.emit({ type: 'events.failed', ...told, ...letter });
    }
    deps.emit({ type: 'events.retried', ...told, delayMs: retry });
    if (!(await deps.pauses.wait(retry))) return;
  }
}

interface Failure {
  readonly error: DeliveryError;
  readonly retries: number;
  readonly exhausted: ExhaustedRetryCondition | undefined;
}

/** The event as it came, with why it did not arrive (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html). */
function giveUp(
  { rule, target, event }: Delivery,
  { error, retries, exhausted }: Failure,
  { sendToQueue }: RuleDeliveryDependencies,
): Promise<DeadLetter> {
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.arn,
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    RETRY_ATTEMPTS: String(retries),
  };
  const message = { queueArn: target.deadLetterArn, body: JSON.stringify(event), attributes };
  return sendDeadLetter(message, actFor(rule), sendToQueue);
}
