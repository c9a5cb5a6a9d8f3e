import { prepareDirectory } from '@unlith/parity';
import { startFreshStages } from './fresh-stage.ts';
import { seedFromToday } from './local-stages.ts';
import { playSeed, type SeedOutcome } from './parity-seeds/play-seed.ts';
import { createProgress } from './progress.ts';
import { readWords, toCount } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { synthesize } from './synth.ts';
import { writeJson } from './write-json.ts';

// `pnpm parity:seeds [--seeds N] [--first N]`: whatever parity finds in the split as it is, is found by mistake.

await runCommand(async (assembly, defer) => {
  const words = readWords({
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
  });
  const [count, first] = [toCount('seeds', words.seeds), toCount('first', words.first)];
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const stages = await during('starting the split and two liths', () =>
    startFreshStages(assembly, seedFromToday()),
  );
  for (const { cloud } of Object.values(stages)) defer(cloud.close);
  const runs: SeedOutcome[] = [];
  for (let number = first; number < first + count; number++) {
    const run = await during(`seed ${number}`, () => playSeed(number, stages, { isFresh: number % 2 === 1 }));
    runs.push(run);
    for (const finding of run.findings) console.error(finding);
  }
  const report = {
    schema: 'unlith/parity-seeds@1',
    findings: runs.flatMap(({ findings }) => findings).length,
    runs,
  };
  await writeJson('reports/parity-seeds.json', report);
  console.table(runs.map(({ findings, ...run }) => ({ ...run, findings: findings.length })));
  console.log(`${report.findings} findings\nreports/parity-seeds.json`);
  process.exitCode = report.findings > 0 ? 1 : 0;
});
