import { prepareDirectory } from '@unlith/parity';
import { measureReady, measureStages } from './bench/measure-stages.ts';
import { writeBench } from './bench/write-bench.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { startSideBySide } from './side-by-side.ts';
import { synthesize } from './synth.ts';

// `pnpm bench`: both stages measured in one interleaved run.
await runCommand(async (assembly, defer) => {
  readWords({});
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const ready = await during('starting both stages, again and again', () => measureReady(assembly));
  const stages = await during('starting them to stay', () => startSideBySide(assembly));
  defer(stages.close);
  const rows = [...ready, ...(await during('measuring functions', () => measureStages(stages)))];
  await writeBench('bench', rows);
});
