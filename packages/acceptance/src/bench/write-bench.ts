import { writeJson } from '../write-json.ts';
import { describeMachine } from './machine.ts';
import type { BenchRow } from './summary.ts';

/** Prints the rows of a bench, and writes them with their machine to `reports/<bench>.json` (`unlith/bench@1`). */
export async function writeBench(bench: string, rows: readonly BenchRow[]): Promise<void> {
  const report = { schema: 'unlith/bench@1', machine: describeMachine(), rows };
  await writeJson(`reports/${bench}.json`, report);
  console.table(rows.map(({ name, unit, ...figures }) => ({ name, unit, ...figures })));
  console.log(`${report.machine}\nreports/${bench}.json`);
}
