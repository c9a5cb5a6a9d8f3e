import { writeWhole } from '@unlith/parity';
import { describeMachine } from './machine.ts';
import type { BenchRow } from './summary.ts';

/** Prints the rows of a bench, and writes them with their machine to `reports/<bench>.json` (`unlith/bench@1`). */
export async function writeBench(bench: string, rows: readonly BenchRow[]): Promise<void> {
  const report = { schema: 'unlith/bench@1', machine: describeMachine(), rows };
  await writeWhole(`reports/${bench}.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.table(rows.map(({ name, unit, ...figures }) => ({ name, unit, ...figures })));
  console.log(`${report.machine}\nreports/${bench}.json`);
}
