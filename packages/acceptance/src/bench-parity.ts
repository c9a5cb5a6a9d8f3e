import { prepareDirectory } from '@unlith/parity';
import { interleave } from './bench/measure.ts';
import { type BenchRow, summarize } from './bench/summary.ts';
import { writeBench } from './bench/write-bench.ts';
import { createComparisons } from './bench-parity/measure-compare.ts';
import { measureFile } from './bench-parity/measure-file.ts';
import { createPlays, startServers } from './bench-parity/measure-play.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';

const warmUps = 5;
const rounds = 9;

// `pnpm bench:parity`: how fast exchanges are compared and played, and what a million of them take.
await runCommand(async (directory, defer) => {
  readWords({});
  await prepareDirectory('reports');
  const { during } = createProgress();
  const servers = await startServers();
  defer(servers.close);
  const rows = [
    ...(await during('comparing, again and again', () => measure('exchanges/s', createComparisons()))),
    ...(await during('playing beside autocannon', () => measure('req/s', createPlays(servers.urls)))),
    ...(await during('comparing a million exchanges from a file', () => measureFile(directory))),
  ];
  await writeBench('bench-parity', rows);
});

/** In turns, after some that only warm up. */
async function measure(
  unit: BenchRow['unit'],
  measurements: ReadonlyMap<string, () => Promise<number>>,
): Promise<BenchRow[]> {
  await interleave(measurements, warmUps);
  const samples = await interleave(measurements, rounds);
  return [...samples].map(([name, values]) => summarize(name, unit, values));
}
