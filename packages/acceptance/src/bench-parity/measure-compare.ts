import {
  calibrate,
  compare,
  compareExchanges,
  type RecordedExchange,
  type RecordedTrio,
  toPlaythrough,
} from '@unlith/parity';
import { toTrio } from './exchanges.ts';

const exchanges = 2000;

/**
 * Exchanges of 1 kB JSON per second, in one thread: where both sides are the same; with ids, times and ETags of their own, by
 * what was learnt of the baseline beforehand; and learning it, too.
 */
export function createComparisons(): ReadonlyMap<string, () => Promise<number>> {
  const trios = Array.from({ length: exchanges }, (_, nth) => toTrio(nth));
  const list = (side: 'baseline' | 'calibration' | 'candidate') =>
    trios.map((trio: RecordedTrio) => trio[side] ?? trio.baseline);
  const [baseline, calibration, candidate] = [list('baseline'), list('calibration'), list('candidate')];
  const copies = baseline.map((exchange) => structuredClone(exchange));
  const played = (exchanges: readonly RecordedExchange[]) =>
    toPlaythrough(exchanges, { target: '', named: baseline });
  const sides = { baseline: played(baseline), candidate: played(candidate) };
  const learned = calibrate(sides.baseline, played(calibration));
  return new Map([
    ['compare.equal', async () => measure(() => compareExchanges({ baseline, candidate: copies }))],
    ['compare.differing', async () => measure(() => compare({ ...sides, calibration: learned }).findings)],
    ['compare.calibrated', async () => measure(() => compareExchanges({ baseline, calibration, candidate }))],
  ]);
}

function measure(compare: () => readonly unknown[]): number {
  const start = performance.now();
  const findings = compare();
  const seconds = (performance.now() - start) / 1000;
  if (findings.length > 0) throw new Error(`Exchanges that are alike have ${findings.length} findings.`);
  return exchanges / seconds;
}
