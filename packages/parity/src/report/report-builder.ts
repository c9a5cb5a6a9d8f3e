import type { JudgedStep } from '../compare/judge-step.ts';
import { createAcceptance } from './accepted.ts';
import type { AcceptedDivergence } from './accepted-entry.ts';
import { type CauseKey, toCauseKey, toFingerprint } from './cause.ts';
import { createCauseTally } from './cause-tally.ts';
import type { Finding } from './finding.ts';
import { createKnownCauses } from './known-causes.ts';
import type { Cause, NotCompared, ParityReport, RouteSummary } from './parity-report.ts';
import { createPlaceTally } from './place-tally.ts';
import { createRouteTallies } from './route-tally.ts';

/** What a report says beside what came of the steps. */
export interface ReportOptions
  extends Pick<ParityReport, 'baseline' | 'candidate' | 'calibration' | 'timeToleranceMs' | 'incomplete'> {
  /** Route keys of the API, for the summary by route, `GET /api/bookings/{bookingId}`; others count as they occur. */
  readonly routes?: readonly string[];
  /** Where the handlers of route keys are registered, as a manifest has it: `src/routes/bookings.ts:12:10`. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly accepted?: readonly AcceptedDivergence[];
  /** Causes of an earlier run, whose findings are only counted. */
  readonly known?: readonly CauseKey[];
  /** Routes that are not compared, and why. */
  readonly notCompared?: readonly NotCompared[];
  /** The day by which acceptances expire, `2026-11-22`. Default: today, in UTC. */
  readonly today?: string;
}

/** Makes a report of judged steps, one by one and in bounded memory. */
export interface ReportBuilder {
  add(step: JudgedStep): void;
  /** The report of all steps so far. */
  build(): ParityReport;
}

/**
 * Creates a builder.
 *
 * @throws UsageError `accepted.entry` for a faulty accepted divergence.
 */
export function createReportBuilder({ routes: routeKeys = [], ...options }: ReportOptions): ReportBuilder {
  const acceptance = createAcceptance(options.accepted ?? [], options.today ?? toDay(new Date()));
  const known = createKnownCauses(options.known ?? []);
  const causes = createCauseTally();
  const routes = createRouteTallies(routeKeys, options.sources);
  const places = createPlaceTally();
  options.notCompared?.forEach(places.leaveOut);
  let [scenarios, exchanges, lastScenario] = [0, 0, ''];
  const withoutExcused = (step: JudgedStep): JudgedStep => {
    if (step.differences.length === 0) return step;
    const differences = step.differences.filter(
      (difference) =>
        !acceptance.takes({ ...difference, ...step }) && !known.takes(toCauseKey(difference, step.routeKey)),
    );
    return { ...step, differences };
  };
  return {
    add(step) {
      if (step.scenario !== lastScenario) scenarios++;
      lastScenario = step.scenario;
      if (step.exchange) exchanges++;
      const counting = withoutExcused(step);
      routes.add(counting);
      causes.add(counting);
      places.add(step);
    },
    build() {
      const { baseline, candidate, calibration, timeToleranceMs, incomplete } = options;
      const stale = acceptance
        .listFindings()
        // What was not played may yet use it.
        .filter(({ code }) => !incomplete || code !== 'parity.accepted-unused')
        .map((finding) => ({ finding, cause: toCause(finding) }));
      const summaries = routes.list(stale.map(({ finding }) => finding));
      const notCompared = places.notCompared();
      return {
        schema: 'unlith/findings@1',
        baseline,
        candidate,
        calibration,
        scenarios,
        exchanges,
        causes: [...causes.causes(), ...stale.map(({ cause }) => cause)],
        findings: [
          ...causes.findings(),
          ...stale.map(({ finding, cause: { fingerprint } }) => ({ ...finding, cause: fingerprint })),
        ],
        samples: causes.samples(),
        accepted: acceptance.list(),
        known: known.list(),
        notCompared: [
          ...notCompared,
          ...listIdle(summaries, notCompared, incomplete ? 'the run ended before' : 'no scenario reaches it'),
        ],
        routes: summaries,
        noise: places.noise(),
        timeToleranceMs,
        ...(incomplete && { incomplete }),
      };
    },
  };
}

const toDay = (date: Date) => date.toISOString().slice(0, 10);

/** The cause of a finding which no exchange has. */
function toCause(finding: Finding): Cause {
  const key = toCauseKey(finding, finding.routeKey);
  return { fingerprint: toFingerprint(key), ...key, findings: 1, exchanges: 0 };
}

/** The routes of which nothing was compared although nobody said so. */
function listIdle(
  summaries: readonly RouteSummary[],
  notCompared: readonly NotCompared[],
  reason: string,
): NotCompared[] {
  const explained = new Set(notCompared.map(({ route }) => route));
  return summaries
    .filter(({ routeKey, exchanges }) => exchanges === 0 && !explained.has(routeKey))
    .map(({ routeKey }) => ({ route: routeKey, reason }));
}
