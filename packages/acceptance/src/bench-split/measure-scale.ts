import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, summarize } from '../bench/summary.ts';
import { listDescendants } from '../descendants.ts';
import { generateApp } from './generate-app.ts';

const rounds = 3;
const sizes = [
  { routes: 100, controllers: 12 },
  { routes: 500, controllers: 60 },
];

/** Apps of 100 and 500 routes, split one function a route: seconds, milliseconds a route, and memory at its highest. */
export async function measureScale(directory: string): Promise<BenchRow[]> {
  const samples = sizes.map(() => ({ seconds: [] as number[], memoryMiB: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, size] of sizes.entries()) {
      const { seconds, memoryMiB } = await measureSplit(join(directory, `${round}-${size.routes}`), size);
      samples[index]?.seconds.push(seconds);
      samples[index]?.memoryMiB.push(memoryMiB);
    }
  }
  return sizes.flatMap(({ routes }, index) => {
    const { seconds = [], memoryMiB = [] } = samples[index] ?? {};
    return [
      summarize(`scale.${routes}.split`, 's', seconds),
      summarize(
        `scale.${routes}.route`,
        'ms',
        seconds.map((each) => (each * 1000) / routes),
      ),
      summarize(`scale.${routes}.memory`, 'MiB', memoryMiB),
    ];
  });
}

type Size = (typeof sizes)[number];

async function measureSplit(directory: string, size: Size): Promise<{ seconds: number; memoryMiB: number }> {
  const entry = generateApp({ directory: join(directory, 'app'), ...size });
  const script = fileURLToPath(new URL('./split-once.ts', import.meta.url));
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', script, entry, join(directory, 'out')], {
    stdio: 'inherit',
  });
  let memoryMiB = 0;
  const sampling = setInterval(() => {
    memoryMiB = Math.max(memoryMiB, readMemory(child.pid ?? 0));
  }, 100);
  const [code] = await once(child, 'exit');
  clearInterval(sampling);
  if (code !== 0) throw new Error(`Splitting ${size.routes} routes ended with ${code}.`);
  const seconds = (performance.now() - start) / 1000;
  await rm(directory, { recursive: true });
  return { seconds, memoryMiB };
}

/** Resident memory of the splitter, the app that it loads and esbuild, together. */
function readMemory(pid: number): number {
  const pageKiB = 4;
  const pages = [pid, ...listDescendants(pid)].map((each) => {
    try {
      return Number(readFileSync(`/proc/${each}/statm`, 'utf8').split(' ')[1]);
    } catch {
      return 0;
    }
  });
  return (pages.reduce((sum, each) => sum + each, 0) * pageKiB) / 1024;
}
