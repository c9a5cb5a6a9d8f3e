import {
  exitCodeOf,
  formatScenarioFile,
  formatTerminal,
  prepareDirectory,
  writeReport,
  writeWhole,
} from '@unlith/parity';
import { seedSpecial, startFreshStages } from './fresh-stage.ts';
import { createProgress } from './progress.ts';
import { readWords, toCount } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { searchStages } from './search-stages.ts';
import { synthesize } from './synth.ts';

// `pnpm parity:search [--seed S] [--time N]`: sequences that nobody wrote, on the split as it is and two liths.

await runCommand(async (assembly, defer) => {
  const words = readWords({
    seed: { type: 'string', default: 'unlith' },
    time: { type: 'string', default: '60' },
  });
  const maxSeconds = toCount('time', words.time);
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const stages = await during('starting the split and two liths', () =>
    startFreshStages(assembly, seedSpecial()),
  );
  for (const { cloud } of Object.values(stages)) defer(cloud.close);
  const { report, scenarios } = await during('searching', () =>
    searchStages(stages, { seed: words.seed, maxSeconds, keepGoing: true }),
  );
  const files = await writeReport(report, { directory: 'reports', name: 'findings-search' });
  if (scenarios.length > 0) {
    files.push('reports/divergences.json');
    await writeWhole('reports/divergences.json', formatScenarioFile(scenarios));
  }
  const { sequences } = report.search ?? { sequences: 0 };
  console.log(
    `\n${formatTerminal(report)}\n${sequences} sequences, ${scenarios.length} divergences\n${files.join(', ')}`,
  );
  process.exitCode = exitCodeOf(report);
});
