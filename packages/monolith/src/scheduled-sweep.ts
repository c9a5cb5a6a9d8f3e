import { settlePayments } from '@unlith/shared-model';
import type { Context, ScheduledEvent } from 'aws-lambda';
import type { Airline } from './airline.ts';
import type { LambdaHandler } from './lambda-handler.ts';
import type { Logger } from './logger.ts';

type HttpEvent = Parameters<LambdaHandler>[0];

/**
 * The lith's one task without a request: giving back points of payments whose caller died. A rule on a schedule invokes
 * the function for it, which then fails if the task does, so that it is repeated and seen.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 */
export const withScheduledSweep =
  (answer: LambdaHandler, airline: Airline) => async (event: HttpEvent | ScheduledEvent, context: Context) =>
    'detail-type' in event ? { settled: await settlePayments(airline) } : answer(event, context);

const intervalMs = 5 * 60_000;

/** The same for a server, by its own timer; what fails now is tried again with the next. */
export function sweepRegularly(airline: Airline, logger: Logger): NodeJS.Timeout {
  const sweep = async () => {
    try {
      const settled = await settlePayments(airline);
      if (settled > 0) logger.info({ event: 'payments.settled', settled });
    } catch (error) {
      logger.error({ event: 'payments.unsettled', error: String(error) });
    }
  };
  return setInterval(sweep, intervalMs).unref();
}
