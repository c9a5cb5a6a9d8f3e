import {
  compare,
  formatFinding,
  formatTerminal,
  type NotCompared,
  type ParityReport,
  type PlayedSuite,
  type Playthrough,
  play,
  type RouteColumn,
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

/** Compares a stage with the lith. */
export function compareWithLith(played: PlayedSuite): ParityReport {
  const { accepted, routes } = suite;
  return compare({ accepted, routes, notCompared, timeToleranceMs, ...played });
}

/** Compares two stages of services: they may differ in ids, one-to-one, and in times, and in nothing else. */
export function compareAlike(baseline: Playthrough, candidate: Playthrough): ParityReport {
  const { routes } = suite;
  return compare({ routes, timeToleranceMs, baseline, candidate, calibration: candidate });
}

/** Plays the suite against every stage at once, and compares each with the lith, and the strangler also with the split. */
export async function compareStages({
  baseline,
  calibration,
  candidates,
}: ComparedStages): Promise<StageReports> {
  const playOn = (target: Target) => play(suite.scenarios, target);
  const [lith, second, ...played] = await Promise.all([
    playOn(baseline),
    calibration && playOn(calibration),
    ...[...candidates.values()].map(playOn),
  ]);
  const stages = new Map([...candidates.keys()].map((name, index) => [name, played[index] as Playthrough]));
  const reports = new Map(
    [...stages].map(([name, candidate]) => [
      name,
      compareWithLith({ baseline: lith, candidate, ...(second && { calibration: second }) }),
    ]),
  );
  const [split, strangler] = [stages.get('Split'), stages.get('Strangler')];
  if (split && strangler) reports.set('Strangler beside Split', compareAlike(split, strangler));
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
    [`${stage}: ${report.exchanges} exchanges, ${count(report)}`, ...report.findings.map(formatFinding)].join(
      '\n  ',
    ),
  );
  return [formatTerminal(first, [...findings, ...columns]).trimEnd(), ...sections].join('\n');
}

const count = ({ findings: { length } }: ParityReport) => `${length} finding${length === 1 ? '' : 's'}`;
