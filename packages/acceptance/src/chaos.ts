import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos/run-chaos.ts';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { synthesize } from './synth.ts';

// `pnpm chaos --seed N [--operations N]`: the split under load while faults run, audited when the dust has settled.

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { seed: { type: 'string', default: '1' }, operations: { type: 'string', default: '2000' } },
});

await runCommand(async (assembly) => {
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const [seed, operations] = [Number(values.seed), Number(values.operations)];
  const report = await during(`${operations} operations under faults, seed ${seed}`, () =>
    runChaos({ assembly, seed, operations }),
  );
  await mkdir('reports', { recursive: true });
  await writeFile('reports/chaos.json', `${JSON.stringify(report, null, 2)}\n`);
  console.log(report);
  const { lost, doubled, wrongLedgers, wrongSeats, deadLetters } = report;
  const isClean =
    deadLetters === 0 && [lost, doubled, wrongLedgers, wrongSeats].every((wrongs) => wrongs.length === 0);
  process.exitCode = isClean ? 0 : 1;
});
