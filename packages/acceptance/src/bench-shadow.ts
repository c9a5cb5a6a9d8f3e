import { join } from 'node:path';
import { createHttpTransport, prepareDirectory, type Send } from '@unlith/parity';
import { interleave } from './bench/measure.ts';
import { type BenchRow, summarize } from './bench/summary.ts';
import { writeBench } from './bench/write-bench.ts';
import { startApi, startCandidates } from './bench-shadow/candidates.ts';
import { startShadowCommand } from './bench-shadow/shadow-command.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';

const rounds = 3000;
const warmUps = 300;
const request = { method: 'GET', path: '/items', headers: [] };

// `pnpm bench:shadow`: what a shadow adds to an answer, whatever its candidate does, and what it loses while that is killed.
await runCommand(async (directory, defer) => {
  readWords({});
  await prepareDirectory('reports');
  const { during } = createProgress();
  const baseline = await startApi(defer);
  const connect = (url: string) => {
    const transport = createHttpTransport({ url });
    defer(transport.close);
    return transport.send;
  };
  const startShadow = async (name: string, candidate: string) => {
    const out = join(directory, name);
    return connect(await startShadowCommand({ baseline: baseline.url, candidate, out }, defer));
  };
  const candidates = await startCandidates(defer);
  const shadows = await during('starting shadows', () =>
    Promise.all(
      Object.entries(candidates).map(async ([name, url]) => [name, await startShadow(name, url)] as const),
    ),
  );
  const victim = await startApi(defer);
  const shadowOfVictim = await startShadow('killed', victim.url);
  const rows = [
    ...(await during('asking directly and through each, in turns', () =>
      measureAdded(connect(baseline.url), new Map(shadows)),
    )),
    await during('killing a candidate', () =>
      measureLoss(shadowOfVictim, () => victim.process.kill('SIGKILL')),
    ),
  ];
  await writeBench('bench-shadow', rows);
});

/** Answer times, and what each shadow adds to the direct one of its round. */
async function measureAdded(direct: Send, shadows: ReadonlyMap<string, Send>): Promise<BenchRow[]> {
  const time = (send: Send) => async () => {
    const startMs = performance.now();
    await send(request);
    return performance.now() - startMs;
  };
  const measurements = new Map(
    [...new Map([['direct', direct], ...shadows])].map(([name, send]) => [name, time(send)]),
  );
  await interleave(measurements, warmUps);
  const samples = await interleave(measurements, rounds);
  const directly = samples.get('direct') ?? [];
  return [...samples].flatMap(([name, values]) => {
    const row = summarize(`shadow.${name}.answer`, 'ms', values);
    if (name === 'direct') return [row];
    return [
      row,
      summarize(
        `shadow.${name}.added`,
        'ms',
        values.map((value, round) => value - (directly[round] ?? 0)),
      ),
    ];
  });
}

/** How many of many requests, sixteen at a time, are not answered as ever while something happens. */
async function measureLoss(send: Send, happen: () => void): Promise<BenchRow> {
  let [sent, lost] = [0, 0];
  const ask = async () => {
    while (sent < rounds) {
      if (++sent === rounds / 2) happen();
      const status = await send(request).then(
        (answer) => answer.status,
        () => undefined,
      );
      if (status !== 200) lost++;
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return summarize('shadow.killed.lost', 'requests', [lost]);
}
