import { join } from 'node:path';
import { prepareDirectory } from '@unlith/parity';
import { interleave } from './bench/measure.ts';
import { type BenchRow, summarize } from './bench/summary.ts';
import { writeBench } from './bench/write-bench.ts';
import { buildBundles } from './bench-split/build-bundles.ts';
import { startItemStore } from './bench-split/item-store.ts';
import { measureScale } from './bench-split/measure-scale.ts';
import { listStarts, measureStart, type Start } from './bench-split/starts.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';

const rounds = 15;

// `pnpm bench:split`: what a split app weighs and how fast it starts, beside the whole app and other adapters; with `--scale`
// also how long apps of 100 and 500 routes take to split.
await runCommand(async (directory, defer) => {
  const { scale } = readWords({ scale: { type: 'boolean', default: false } });
  await prepareDirectory('reports');
  const { during } = createProgress();
  const bundles = await during('splitting the app, and bundling it for other adapters', () =>
    buildBundles(directory),
  );
  const store = await startItemStore();
  defer(store.close);
  const starts = listStarts(bundles);
  const rows: BenchRow[] = starts
    .filter(({ kB }) => kB !== undefined)
    .map(({ name, kB = Number.NaN }) => summarize(`${name}.bundle`, 'kB', [kB]));
  rows.push(...(await during('starting them in turns', () => measureStarts(starts, store.endpoint))));
  if (scale)
    rows.push(
      ...(await during('splitting apps of 100 and 500 routes', () => measureScale(join(directory, 'scale')))),
    );
  await writeBench('bench-split', rows);
});

/** Once each beforehand, so that all find their files in the machine's cache. */
async function measureStarts(starts: readonly Start[], endpoint: string): Promise<BenchRow[]> {
  const measurements = new Map(
    starts.map((start) => [`${start.name}.cold`, () => measureStart(start, endpoint)]),
  );
  await interleave(measurements, 1);
  const samples = await interleave(measurements, rounds);
  return [...samples].map(([name, values]) => summarize(name, 'ms', values));
}
