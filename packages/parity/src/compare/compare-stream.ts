import { createLearner, defaultToleranceMs } from '../correlate/calibration.ts';
import type { PlayedScenario } from '../play/playthrough.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { createReportBuilder } from '../report/report-builder.ts';
import { createRouteTable } from '../report/route-table.ts';
import type { Comparison, PlayedSuite } from './compare.ts';
import { isExchange, pairScenario } from './exchange.ts';
import { createJudge } from './judge-step.ts';

/** One scenario as it was played on both sides, and on the baseline a second time. */
export interface PlayedTrio {
  readonly baseline: PlayedScenario;
  readonly calibration?: PlayedScenario;
  readonly candidate: PlayedScenario;
}

/** What a stream is compared by; the targets are what the report calls them. */
export interface StreamComparison extends Omit<Comparison, keyof PlayedSuite> {
  readonly baseline: string;
  /** Without it every difference counts, ids and times too. */
  readonly calibration?: string;
  readonly candidate: string;
}

/**
 * Compares scenario by scenario, in bounded memory, whatever their number, by the rules of {@link compare}. What calibration
 * learns of one scenario helps with those after it alone.
 *
 * @throws UsageError `accepted.entry` for a faulty accepted divergence.
 * @example
 * await compareStream(readExchangeLines('exchanges.jsonl'), { baseline: 'lith', calibration: 'second lith', candidate: 'split' });
 */
export async function compareStream(
  scenarios: AsyncIterable<PlayedTrio> | Iterable<PlayedTrio>,
  options: StreamComparison,
): Promise<ParityReport> {
  const { calibration = null, routes = [], orderBlind = [], notCompared = [] } = options;
  const toleranceMs = options.timeToleranceMs ?? defaultToleranceMs;
  const report = createReportBuilder({ ...options, calibration, timeToleranceMs: toleranceMs });
  const learn = createLearner(options);
  const findRouteKey = createRouteTable(routes);
  const calibrated = calibration !== null;
  const judge = createJudge({ findRouteKey, toleranceMs, orderBlind, calibrated, notCompared });
  for await (const trio of scenarios) {
    const exchanges = trio.calibration
      ? pairScenario(trio.baseline, trio.calibration).filter(isExchange)
      : [];
    const noise = learn(exchanges);
    const byStep = new Map(exchanges.map(({ step }, index) => [step, noise[index]]));
    for (const pair of pairScenario(trio.baseline, trio.candidate))
      report.add(judge(pair, byStep.get(pair.step)));
  }
  return report.build();
}
