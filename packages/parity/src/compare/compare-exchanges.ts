import type { CalibrationOptions } from '../correlate/calibration.ts';
import { UsageError } from '../errors.ts';
import { type RecordedExchange, toPlaythrough } from '../play/recorded.ts';
import type { Finding } from '../report/finding.ts';
import { toFinding } from '../report/to-finding.ts';
import { judgeSuite } from './compare.ts';

/** One recorded exchange, or a list of them in the order in which they were made. */
export type Recording = RecordedExchange | readonly RecordedExchange[];

/** Two recordings of the same requests, and a second one of the baseline; without it every difference counts. */
export interface RecordedComparison extends CalibrationOptions {
  readonly baseline: Recording;
  readonly calibration?: Recording;
  readonly candidate: Recording;
}

/**
 * Compares what was recorded elsewhere, exchange by exchange, by the rules of {@link compare}.
 *
 * @throws UsageError `exchanges.unpaired` when the recordings do not hold equally many exchanges.
 * @example
 * const [finding] = compareExchanges({ baseline: { request, response }, candidate: { request, response: other } });
 */
export function compareExchanges({
  baseline,
  calibration,
  candidate,
  ...options
}: RecordedComparison): Finding[] {
  const named = toList(baseline);
  const toSide = (side: string, recording: Recording) => {
    const exchanges = toList(recording);
    if (exchanges.length !== named.length)
      throw new UsageError(
        'exchanges.unpaired',
        `The baseline has ${named.length} exchanges, the ${side} ${exchanges.length}. Record the same requests on each side.`,
      );
    return toPlaythrough(exchanges, { target: side, named });
  };
  const steps = judgeSuite({
    ...options,
    baseline: toSide('baseline', baseline),
    candidate: toSide('candidate', candidate),
    ...(calibration && { calibration: toSide('calibration', calibration) }),
  });
  const findings: Finding[] = [];
  for (const step of steps)
    for (const difference of step.differences) findings.push(toFinding(difference, step));
  return findings;
}

const toList = (recording: Recording) => ('request' in recording ? [recording] : recording);
