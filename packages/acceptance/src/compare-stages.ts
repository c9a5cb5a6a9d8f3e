import {
  compare,
  formatFinding,
  formatTerminal,
  type ParityReport,
  play,
  type RouteColumn,
  type Target,
} from '@unlith/parity';
import * as suite from './suite/index.ts';

/** One report a stage, by its name, all against the same two plays of the lith. */
export type StageReports = ReadonlyMap<string, ParityReport>;

export interface ComparedStages {
  readonly baseline: Target;
  readonly calibration: Target;
  readonly candidates: ReadonlyMap<string, Target>;
}

/** A scenario may start many functions cold, one after the other, while the lith starts once. */
export const timeToleranceMs = 30_000;

/** Plays the suite against every stage at once, and compares each with the lith. */
export async function compareStages({
  baseline,
  calibration,
  candidates,
}: ComparedStages): Promise<StageReports> {
  const [lith, second, ...played] = await Promise.all(
    [baseline, calibration, ...candidates.values()].map((target) => play(suite.scenarios, target)),
  );
  if (!lith || !second) throw new Error('Neither lith was played');
  const { accepted, notCompared, routes } = suite;
  const common = { baseline: lith, calibration: second, accepted, notCompared, routes, timeToleranceMs };
  return new Map(
    [...candidates.keys()].map((stage, index) => {
      const candidate = played[index] as typeof lith;
      return [stage, compare({ ...common, candidate })];
    }),
  );
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
