import { mkdir, writeFile } from 'node:fs/promises';
import { describeMachine } from './bench/machine.ts';
import { measureReady, measureStages } from './bench/measure-stages.ts';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { startSideBySide } from './side-by-side.ts';
import { synthesize } from './synth.ts';

// `pnpm bench`: both stages measured in one interleaved run.
await runCommand(async (assembly, defer) => {
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const ready = await during('starting both stages, again and again', () => measureReady(assembly));
  const stages = await during('starting them to stay', () => startSideBySide(assembly));
  defer(stages.close);
  const rows = [...ready, ...(await during('measuring functions', () => measureStages(stages)))];
  const report = { schema: 'unlith/bench@1', machine: describeMachine(), rows };
  await mkdir('reports', { recursive: true });
  await writeFile('reports/bench.json', `${JSON.stringify(report, null, 2)}\n`);
  console.table(rows.map(({ name, unit, ...figures }) => ({ name, unit, ...figures })));
  console.log(`${report.machine}\nreports/bench.json`);
});
