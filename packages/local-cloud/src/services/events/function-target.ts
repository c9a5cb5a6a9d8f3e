import { randomUUID } from 'node:crypto';
import type { EmitEvent } from '../../events.ts';
import type { Pauses } from '../../pauses.ts';
import { type FunctionError, InvocationRefused } from '../lambda/invocation.ts';
import type { LambdaService } from '../lambda/service.ts';
import { DeliveryError } from './delivery.ts';
import type { Delivery } from './rule-delivery.ts';
import { actFor } from './rule-principal.ts';

export interface FunctionTargetDependencies {
  readonly lambda: Pick<LambdaService, 'functions' | 'invoke' | 'mayInvoke'>;
  readonly pauses: Pauses;
  readonly emit: EmitEvent;
}

/** "Lambda retries function errors twice, with a one-minute wait before the first retry and two minutes before the second" */
const retryDelaysMs = [60_000, 120_000];

/**
 * Invokes a function for a rule. Lambda takes the event, or refuses it; when the function then fails, it is Lambda
 * that tries again, not the rule (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html).
 */
export async function invokeForRule(
  delivery: Delivery,
  payload: string,
  deps: FunctionTargetDependencies,
): Promise<void> {
  const { rule, target } = delivery;
  const { name: principal, sourceArn, account } = actFor(rule);
  if (!deps.lambda.functions.has(target.arn)) {
    throw new DeliveryError('NO_RESOURCE', `Function not found: ${target.arn}`);
  }
  if (!deps.lambda.mayInvoke(target.arn, { principal, sourceArn, account })) {
    const action =
      'lambda:InvokeFunction because no resource-based policy allows the lambda:InvokeFunction action';
    throw new DeliveryError('NO_PERMISSIONS', `${principal} is not authorized to perform: ${action}`);
  }
  const fault = await invoke(delivery, payload, deps);
  if (fault) void retry(delivery, payload, { fault, deps });
}

async function retry(
  delivery: Delivery,
  payload: string,
  { fault, deps }: { fault: FunctionError; deps: FunctionTargetDependencies },
): Promise<void> {
  let last: FunctionError | undefined = fault;
  for (const delayMs of [...retryDelaysMs, undefined]) {
    const { rule, target, event } = delivery;
    const { errorType, errorMessage } = last;
    const about = {
      rule: rule.name,
      target: target.arn,
      eventId: event.id,
      errorCode: errorType,
      errorMessage,
    };
    if (delayMs === undefined) return deps.emit({ type: 'events.failed', ...about, deadLetter: 'none' });
    deps.emit({ type: 'events.retried', ...about, delayMs });
    if (!(await deps.pauses.wait(delayMs))) return;
    last = await invoke(delivery, payload, deps).catch(toFunctionError);
    if (!last) return;
  }
}

async function invoke(
  { target }: Delivery,
  payload: string,
  { lambda }: FunctionTargetDependencies,
): Promise<FunctionError | undefined> {
  const requestId = randomUUID();
  try {
    const outcome = await lambda.invoke(target.arn, { requestId, payload, traceId: 'Root=1-0-0;Sampled=0' });
    return outcome.error;
  } catch (error) {
    if (!(error instanceof InvocationRefused)) throw error;
    const code = error.reason === 'too-large' ? 'INVALID_PARAMETER' : 'THROTTLING';
    throw new DeliveryError(code, error.message, { cause: error });
  }
}

function toFunctionError({ name, message }: Error): FunctionError {
  return { errorType: name, errorMessage: message };
}
