import { withoutExcuses } from '../correlate/calibrate-as-far.ts';
import { calibrate, defaultToleranceMs } from '../correlate/calibration.ts';
import type { Correlation } from '../correlate/correlation.ts';
import { type RecordedExchange, toPlaythrough } from '../play/recorded.ts';
import { generalisePlace } from '../report/cause.ts';
import { isExchange, pairSteps } from './exchange.ts';
import { judgeExchange } from './judge-exchange.ts';
import type { JudgedStep } from './judge-step.ts';

/** One request as it was recorded on each side, and what was answered to it. */
export interface RecordedSides {
  readonly baseline: RecordedExchange;
  readonly candidate: RecordedExchange;
  /** Of a second baseline, where there is one. */
  readonly calibration?: RecordedExchange | undefined;
}

/**
 * Judges a recorded exchange by itself. What varies is learnt from the second baseline's answer to the same request. Without one, whatever looks
 * like an id or a time on both sides may vary, one-to-one and within the tolerance.
 *
 * @param correlation remembers which ids stand for each other, from one exchange to the next.
 */
export function judgeRecorded(
  sides: RecordedSides,
  { correlation }: { readonly correlation: Correlation },
): Pick<JudgedStep, 'exchange' | 'differences' | 'noise' | 'notCompared'> {
  const toSide = (exchange: RecordedExchange) =>
    toPlaythrough([{ ...exchange, name: 'recorded' }], { target: '' });
  const [baseline, candidate] = [toSide(sides.baseline), toSide(sides.candidate)];
  const second = sides.calibration ? toSide(sides.calibration) : candidate;
  const [learnt] = calibrate(baseline, second).steps.values();
  const [exchange] = pairSteps(baseline, candidate).filter(isExchange);
  if (!learnt || !exchange) throw new Error('a recorded exchange is an answered one');
  const noise = sides.calibration ? learnt : withoutExcuses(learnt);
  const [unstable] = noise.unstable.keys();
  return {
    exchange,
    differences: judgeExchange(exchange, { noise, correlation, toleranceMs: defaultToleranceMs }),
    noise: noise.places,
    ...(unstable !== undefined && {
      notCompared: `the two baselines differ, at ${generalisePlace(unstable)} first`,
    }),
  };
}
