import { prepareDirectory } from '@unlith/parity';
import { runChaos } from './chaos/run-chaos.ts';
import { createProgress } from './progress.ts';
import { readWords, toCount } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { synthesize } from './synth.ts';
import { writeJson } from './write-json.ts';

// `pnpm chaos --seed N [--operations N]`: the split under load while faults run, audited when the dust has settled.

await runCommand(async (assembly) => {
  const words = readWords({
    seed: { type: 'string', default: '1' },
    operations: { type: 'string', default: '2000' },
  });
  const [seed, operations] = [toCount('seed', words.seed), toCount('operations', words.operations)];
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const report = await during(`${operations} operations under faults, seed ${seed}`, () =>
    runChaos({ assembly, seed, operations }),
  );
  await writeJson('reports/chaos.json', report);
  console.log(report);
  const { lost, doubled, wrongLedgers, wrongSeats, deadLetters } = report;
  const isClean =
    deadLetters === 0 && [lost, doubled, wrongLedgers, wrongSeats].every((wrongs) => wrongs.length === 0);
  process.exitCode = isClean ? 0 : 1;
});
