import { prepareDirectory } from '@unlith/parity';
import { proveDenied } from './perimeter/denied.ts';
import { listUnneeded } from './perimeter/needed.ts';
import { listPerimeters } from './perimeter/permissions.ts';
import { formatReach, measureReach } from './perimeter/reach.ts';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { splitStacks, startSeeded } from './side-by-side.ts';
import { synthesize } from './synth.ts';
import { writeJson } from './write-json.ts';

// `pnpm perimeter`: what each function may do is refused to all others, needed by itself, and little.

await runCommand(async (assembly, defer) => {
  readWords({});
  await prepareDirectory('reports');
  const { during } = createProgress();
  await during('synthesising the CDK app', () => synthesize(assembly));
  const perimeters = (await Promise.all(splitStacks.map((stack) => listPerimeters(assembly, stack)))).flat();
  const [lith] = await listPerimeters(assembly, 'Monolith');
  if (!lith) throw new Error('The Monolith has no role');

  const cloud = await startSeeded({ assembly, stacks: splitStacks });
  defer(cloud.close);
  const denied = await during('trying what is not granted', () => proveDenied(cloud, perimeters));
  console.error('dropping what is granted, one permission at a time');
  const unneeded = await listUnneeded(assembly, perimeters, (label) => console.error(`  ${label}`));

  const report = { schema: 'unlith/perimeter@1', ...denied, unneeded, reach: measureReach(lith, perimeters) };
  await writeJson('reports/perimeter.json', report);
  console.log(formatReach(report.reach));
  console.log(
    `${denied.attempts} attempts, allowed by mistake: ${denied.allowedByMistake.join(', ') || 'none'}`,
  );
  console.log(`unneeded: ${unneeded.join(', ') || 'none'}\nreports/perimeter.json`);
  process.exitCode = denied.allowedByMistake.length + unneeded.length > 0 ? 1 : 0;
});
