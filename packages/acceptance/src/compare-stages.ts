import {
  type Comparison,
  compare,
  formatFinding,
  formatTerminal,
  getPlayedSuite,
  IncompleteRun,
  type NotCompared,
  type ParityReport,
  type PlayedAsFar,
  type PlayedSuite,
  type Playthrough,
  playAsFar,
  type RouteColumn,
  type SidesAsFar,
  type Target,
} from '@unlith/parity';
import * as suite from './suite/index.ts';

/** One report a comparison, by its name: a stage's with the lith is called by the stage. */
export type StageReports = ReadonlyMap<string, ParityReport>;

export interface ComparedStages {
  readonly baseline: Target;
  readonly calibration?: Target | undefined;
  readonly candidates: ReadonlyMap<string, Target>;
}

/** A scenario may start many functions cold, one after the other, while the lith starts once. */
const timeToleranceMs = 30_000;

/** The lith calls its own methods where services send events. */
const notCompared: readonly NotCompared[] = [
  ...suite.notCompared,
  ...['READ /events', 'READ /messages'].map((route) => ({
    route,
    reason: 'the lith has none: those of two stages that have are compared with each other',
  })),
];

const { accepted, routes, scenarios } = suite;
/** By what rules a stage is compared with the lith. */
export const withLith = { accepted, routes, notCompared, timeToleranceMs };
/** Two stages of services may differ in ids, one-to-one, and in times, and in nothing else. */
const alike = { routes, timeToleranceMs };

/** Compares a stage with the lith. */
export function compareWithLith(played: PlayedSuite): ParityReport {
  return compare({ ...withLith, ...played });
}

/** Compares two stages of services. */
export function compareAlike(baseline: Playthrough, candidate: Playthrough): ParityReport {
  return compare({ ...alike, baseline, candidate, calibration: candidate });
}

/** Where a side has died, the report says so, and compares what had been played until then. */
function compareAsFar(rules: Omit<Comparison, keyof PlayedSuite>, sides: SidesAsFar): ParityReport {
  try {
    return compare({ ...rules, ...getPlayedSuite({ ...rules, scenarios }, sides) });
  } catch (error) {
    if (error instanceof IncompleteRun) return error.report;
    throw error;
  }
}

/** Plays the suite against every stage at once, and compares each with the lith, and the strangler also with the split. */
export async function compareStages({
  baseline,
  calibration,
  candidates,
}: ComparedStages): Promise<StageReports> {
  const playOn = (target: Target) => playAsFar(scenarios, target);
  const [lith, second, ...played] = await Promise.all([
    playOn(baseline),
    calibration && playOn(calibration),
    ...[...candidates.values()].map(playOn),
  ]);
  const stages = new Map([...candidates.keys()].map((name, index) => [name, played[index] as PlayedAsFar]));
  const reports = new Map(
    [...stages].map(([name, candidate]) => [
      name,
      compareAsFar(withLith, { baseline: lith, candidate, ...(second && { calibration: second }) }),
    ]),
  );
  const [split, strangler] = [stages.get('Split'), stages.get('Strangler')];
  if (split && strangler)
    reports.set(
      'Strangler beside Split',
      compareAsFar(alike, { baseline: split, candidate: strangler, calibration: strangler }),
    );
  return reports;
}

/** The first stage's report with a column of findings for each other stage, whose findings follow. */
export function formatStages(reports: StageReports, columns: readonly RouteColumn[]): string {
  const [[, first], ...others] = [...reports] as [[string, ParityReport], ...[string, ParityReport][]];
  const findings = others.map(([stage, { routes }]) => {
    const byRoute = new Map(routes.map((route) => [route.routeKey, route.findings]));
    return {
      title: `in ${stage}`,
      value: ({ routeKey }) => String(byRoute.get(routeKey) ?? ''),
    } satisfies RouteColumn;
  });
  const sections = others.map(([stage, report]) =>
    [
      `${stage}: ${report.exchanges} exchanges, ${count(report)}`,
      ...report.findings.map(formatFinding),
      ...(report.incomplete ? [`ended before the suite did: ${report.incomplete.reason}`] : []),
    ].join('\n  '),
  );
  return [formatTerminal(first, [...findings, ...columns]).trimEnd(), ...sections].join('\n');
}

const count = ({ findings: { length } }: ParityReport) => `${length} finding${length === 1 ? '' : 's'}`;
