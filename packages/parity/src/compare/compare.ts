import {
  type Calibration,
  type CalibrationOptions,
  calibrate,
  defaultToleranceMs,
  type StepNoise,
  toStepKey,
} from '../correlate/calibration.ts';
import { UsageError } from '../errors.ts';
import type { Playthrough } from '../play/playthrough.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { createReportBuilder, type ReportOptions } from '../report/report-builder.ts';
import { createRouteTable } from '../report/route-table.ts';
import { pairSteps, type StepPair } from './exchange.ts';
import { createJudge, type JudgedStep } from './judge-step.ts';

/** A suite as it was played on both sides, and on the baseline a second time. */
export interface PlayedSuite {
  readonly baseline: Playthrough;
  /** The second run itself, or what was learnt from it; without it every difference counts, ids and times too. */
  readonly calibration?: Playthrough | Calibration;
  readonly candidate: Playthrough;
}

/** What a comparison is made of. */
export interface Comparison
  extends PlayedSuite,
    CalibrationOptions,
    Pick<ReportOptions, 'sources' | 'accepted' | 'known' | 'notCompared' | 'today' | 'incomplete'> {}

/**
 * Compares two playthroughs of one suite. A difference is excused only where calibration saw the baseline differ from
 * itself, and then only one-to-one over the whole suite (ids, tokens) or within the tolerance (times). Deterministic.
 *
 * @throws UsageError `accepted.entry` for a faulty accepted divergence, `calibration.other-baseline` for a calibration that was
 * learnt from other answers of the baseline than these.
 */
export function compare(comparison: Comparison): ParityReport {
  const { baseline, calibration, candidate, timeToleranceMs = defaultToleranceMs } = comparison;
  const report = createReportBuilder({
    ...comparison,
    timeToleranceMs,
    baseline: baseline.target,
    candidate: candidate.target,
    calibration: calibration?.target ?? null,
  });
  for (const step of judgeSuite(comparison)) report.add(step);
  return report.build();
}

/** Judges a suite step by step, in its order. */
export function* judgeSuite({
  baseline,
  calibration,
  candidate,
  notCompared = [],
  ...options
}: PlayedSuite & CalibrationOptions & Pick<ReportOptions, 'notCompared'>): Generator<JudgedStep> {
  const learned =
    calibration && 'scenarios' in calibration ? calibrate(baseline, calibration, options) : calibration;
  const judge = createJudge({
    findRouteKey: createRouteTable(options.routes ?? []),
    toleranceMs: options.timeToleranceMs ?? defaultToleranceMs,
    orderBlind: options.orderBlind ?? [],
    calibrated: calibration !== undefined,
    notCompared,
  });
  for (const pair of pairSteps(baseline, candidate)) {
    const noise = learned?.steps.get(toStepKey(pair));
    if (noise) assertLearntFrom(pair, noise);
    yield judge(pair, noise);
  }
}

/** What one recording of the baseline taught, says of another's ids and times the wrong thing. */
function assertLearntFrom({ scenario, step, baseline: { played } }: StepPair, { expected }: StepNoise): void {
  if (played.outcome === 'answered' && Buffer.compare(played.response.body, expected.body) === 0) return;
  throw new UsageError(
    'calibration.other-baseline',
    `Scenario ${scenario}, step ${step}: the calibration was learnt from another recording of the baseline than the one that is compared. Calibrate this recording: calibrate(baseline, second).`,
  );
}
