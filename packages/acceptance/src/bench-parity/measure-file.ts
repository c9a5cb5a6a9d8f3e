import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { formatExchangeLine, type RecordedExchange } from '@unlith/parity';
import { type BenchRow, summarize } from '../bench/summary.ts';
import { toId } from './exchanges.ts';

const exchanges = 1_000_000;

/** A million calibrated exchanges from a file, every tenth of them different: seconds, memory at its highest, and the report's size. */
export async function measureFile(directory: string): Promise<BenchRow[]> {
  const file = join(directory, 'exchanges.jsonl');
  await pipeline(Readable.from(listLines()), createWriteStream(file));
  const start = performance.now();
  const child = fork(fileURLToPath(new URL('./compare-file.ts', import.meta.url)), [file], {
    execArgv: ['--import', 'tsx'],
  });
  const [result] = (await Promise.race([once(child, 'message'), failWith(child)])) as [
    { exchanges: number; findings: number; reportBytes: number; peakKiB: number },
  ];
  if (result.exchanges !== exchanges || result.findings !== exchanges / 10)
    throw new Error(`The report counts ${result.exchanges} exchanges and ${result.findings} findings.`);
  return [
    summarize('file.million-exchanges', 's', [(performance.now() - start) / 1000]),
    summarize('file.memory', 'MiB', [result.peakKiB / 1024]),
    summarize('file.report', 'kB', [result.reportBytes / 1000]),
  ];
}

/** Without it, a child that dies would be waited for in vain. */
async function failWith(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`Comparing the file ended with ${code}.`);
}

/** In chunks of 1,000 lines: a stream of single ones takes longer than comparing them. */
function* listLines(): Generator<string> {
  for (let first = 0; first < exchanges; first += 1000)
    yield Array.from({ length: 1000 }, (_, index) => `${toLine(first + index)}\n`).join('');
}

/** Every side has ids of its own, which calibration sees vary; a finding is a status. */
function toLine(nth: number): string {
  const answer = (side: number, status: string): RecordedExchange => ({
    request: { method: 'GET', path: `/orders?page=${nth % 97}`, headers: [] },
    response: {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: Buffer.from(
        JSON.stringify({ order: toId(3 * nth + side), status, items: [{ sku: 'x', count: 2 }] }),
      ),
    },
  });
  return formatExchangeLine({
    baseline: answer(0, 'open'),
    calibration: answer(1, 'open'),
    candidate: answer(2, nth % 10 === 0 ? 'closed' : 'open'),
  });
}
