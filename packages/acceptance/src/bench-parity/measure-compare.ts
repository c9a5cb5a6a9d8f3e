import { compareExchanges, type RecordedTrio } from '@unlith/parity';
import { toTrio } from './exchanges.ts';

const exchanges = 2000;

/** Exchanges of 1 kB JSON per second, in one thread: as they are, and with the baseline's second run to learn from. */
export function createComparisons(): ReadonlyMap<string, () => Promise<number>> {
  const trios = Array.from({ length: exchanges }, (_, nth) => toTrio(nth));
  const list = (side: 'baseline' | 'calibration' | 'candidate') =>
    trios.map((trio: RecordedTrio) => trio[side] ?? trio.baseline);
  const [baseline, calibration, candidate] = [list('baseline'), list('calibration'), list('candidate')];
  const copies = baseline.map((exchange) => structuredClone(exchange));
  return new Map([
    ['compare.equal', async () => measure(() => compareExchanges({ baseline, candidate: copies }))],
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
