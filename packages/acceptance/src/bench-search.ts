import { type BenchRow, summarize } from './bench/summary.ts';
import { writeBench } from './bench/write-bench.ts';
import { searchAirline } from './bench-search/search-airline.ts';
import { type StatefulFault, statefulFaults } from './bench-search/stateful-faults.ts';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';

const seeds = ['one', 'two', 'three'];
/** A fault is to be found within two minutes. */
const maxSeconds = 120;

// `pnpm bench:search`: how long it takes to find faults that no single request shows, and how close to the shortest sequence it comes.
await runCommand(async (_, defer) => {
  const { during } = createProgress();
  const rows: BenchRow[] = [];
  for (const fault of statefulFaults)
    rows.push(...(await during(`searching: ${fault.name}`, () => measureFault(fault, defer))));
  await writeBench('bench-search', rows);
});

async function measureFault(
  { name, plant, shortest }: StatefulFault,
  defer: (cleanUp: () => unknown) => void,
): Promise<BenchRow[]> {
  const found: { readonly seconds: number; readonly steps: number; readonly tries: number }[] = [];
  for (const seed of seeds) {
    const startMs = performance.now();
    let seconds = Number.NaN;
    const { report } = await searchAirline(plant, defer, {
      seed,
      maxSeconds,
      onSequence: ({ differs }) => {
        if (differs && Number.isNaN(seconds)) seconds = (performance.now() - startMs) / 1000;
      },
    });
    const { steps = Number.NaN, tries = Number.NaN } = report.search?.divergences[0] ?? {};
    found.push({ seconds, steps, tries });
  }
  const row = (what: string, unit: BenchRow['unit'], key: 'seconds' | 'steps' | 'tries') =>
    summarize(
      `${name}: ${what}`,
      unit,
      found.map((each) => each[key]),
    );
  return [
    row('found after', 's', 'seconds'),
    row(`steps (shortest ${shortest.length})`, 'steps', 'steps'),
    row('tries to shorten it', 'sequences', 'tries'),
  ];
}
