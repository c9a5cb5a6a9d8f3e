import { exitCodeOf, prepareDirectory, writeReport } from '@unlith/parity';
import { compareStages, formatStages } from './compare-stages.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { measureRouteColumns } from './route-columns.ts';
import { runCommand } from './run-command.ts';
import { candidateStages, startSideBySide } from './side-by-side.ts';
import { synthesize } from './synth.ts';

// The main job: all stages from the synthesized assembly, the suite against each, every difference from the lith reported; where a stage
// dies, as far as it had come.
await runCommand(async (assembly, defer) => {
  readWords({});
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('splitting the lith and synthesising the CDK app', () => synthesize(assembly));
  const stages = await during('starting all stages, and a second lith', () =>
    startSideBySide(assembly, { stages: candidateStages, withStores: true }),
  );
  defer(stages.close);
  const reports = await during('playing the suite against all of them', () => compareStages(stages));
  const isWhole = [...reports.values()].every(({ incomplete }) => !incomplete);
  const columns = isWhole ? await during('measuring warm requests', () => measureRouteColumns(stages)) : [];
  const files = [];
  for (const [stage, report] of reports) {
    const name = stage === 'Split' ? 'findings' : `findings-${stage.toLowerCase().replaceAll(' ', '-')}`;
    const [file = ''] = await writeReport(report, { directory: 'reports', name });
    files.push(file);
  }
  console.log(
    `\n${formatStages(reports, columns)}\n\n${files.join(', ')}, .html and .xml (JUnit) beside each`,
  );
  process.exitCode = Math.max(...[...reports.values()].map(exitCodeOf));
});
