import { formatTerminal, runParity, writeReport } from '@unlith/parity';
import { createProgress } from './progress.ts';
import { measureRouteColumns } from './route-columns.ts';
import { runCommand } from './run-command.ts';
import { startSideBySide } from './side-by-side.ts';
import * as suite from './suite/index.ts';
import { synthesize } from './synth.ts';

// The main job: both stages from the synthesized assembly, the suite against both, every difference reported.
await runCommand(async (assembly, defer) => {
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const stages = await during('starting lith, split and a second lith', () => startSideBySide(assembly));
  defer(stages.close);
  const report = await during('playing the suite against all three', () =>
    runParity({ ...suite, ...stages }),
  );
  const columns = await during('measuring warm requests', () => measureRouteColumns(stages));
  await writeReport(report, { file: 'reports/parity.json', junitFile: 'reports/parity.xml' });
  console.log(`\n${formatTerminal(report, columns)}\nreports/parity.json, reports/parity.xml (JUnit)`);
  process.exitCode = report.findings.length > 0 ? 1 : 0;
});
