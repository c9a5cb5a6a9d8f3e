import type { Principal } from '../../iam/principal.ts';
import type { SendToQueue } from '../events/delivery.ts';
import { resolveParameter } from './dynamic-parameter.ts';
import type { PipeTarget, RefusedRecord } from './pipe-target.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetSqsQueueParameters.html */
export interface QueueParameters {
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

export interface QueueTargetSettings {
  readonly queueArn: string;
  readonly parameters: QueueParameters;
  readonly principal: Principal;
}

/** Each record becomes a message; what the template made of it is the body. */
export function createQueueTarget(settings: QueueTargetSettings, sendToQueue: SendToQueue): PipeTarget {
  const { queueArn, parameters, principal } = settings;
  return async (records) => {
    const refused: RefusedRecord[] = [];
    for (const { record, input } of records) {
      const message = {
        queueArn,
        body: input,
        messageGroupId: resolveParameter(parameters.MessageGroupId, record),
        messageDeduplicationId: resolveParameter(parameters.MessageDeduplicationId, record),
      };
      await sendToQueue(message, principal).catch((error: Error) => {
        refused.push({ record, input, message: error.message });
      });
    }
    return refused;
  };
}
