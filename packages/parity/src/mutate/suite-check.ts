import type { PlayedSuite } from '../compare/compare.ts';
import { calibrate } from '../correlate/calibration.ts';
import type { Playthrough } from '../play/playthrough.ts';
import { compareRun, type ParityRun } from '../run-parity.ts';

/** Whether the suite has a finding in what a candidate has played of it. */
export type HasFinding = (candidate: Playthrough) => boolean;

/** Creates the check: the comparison of the run itself, with the scenarios that the candidate has played. */
export function createSuiteCheck(run: ParityRun, { baseline, calibration }: PlayedSuite): HasFinding {
  const learnt = calibration && {
    calibration: 'scenarios' in calibration ? calibrate(baseline, calibration, run) : calibration,
  };
  return (candidate) => {
    const names = new Set(candidate.scenarios.map(({ name }) => name));
    const scenarios = baseline.scenarios.filter(({ name }) => names.has(name));
    const { findings } = compareRun(run, { ...learnt, baseline: { ...baseline, scenarios }, candidate });
    // That an acceptance is not used here says nothing: other scenarios may use it.
    return findings.some(({ code }) => !code.startsWith('parity.accepted-'));
  };
}
