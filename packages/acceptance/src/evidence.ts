import { fileURLToPath } from 'node:url';
import { createEvidenceRecorder, type StartedFunction } from '@unlith/local-cloud';
import { play } from '@unlith/parity';
import { createProgress } from './progress.ts';
import { readWords } from './read-words.ts';
import { runCommand } from './run-command.ts';
import { createTarget, startSeeded } from './side-by-side.ts';
import * as suite from './suite/index.ts';
import { synthesize } from './synth.ts';
import { writeJson } from './write-json.ts';

// `pnpm evidence`: plays the suite against extracted functions that may do everything, and keeps what they did do. From that
// their roles are made, in every stage that they are part of.

const file = fileURLToPath(new URL('../../../infra/evidence.json', import.meta.url));

/** `Extracted/Routes/get-api-flights/Function` -> `get-api-flights`; nothing for what the splitter has not made. */
const findSplitName = ({ constructPath }: StartedFunction): string | undefined =>
  /^Extracted\/Routes\/([^/]+)\/Function\b/.exec(constructPath)?.[1];

await runCommand(async (assembly, defer) => {
  readWords({});
  const { during } = createProgress();
  const recorder = createEvidenceRecorder();
  await during('splitting the lith, with every permission', () =>
    synthesize(assembly, { recording: 'true' }),
  );
  const cloud = await during('starting it', () =>
    startSeeded({ assembly, stacks: ['Extracted'], onEvent: recorder.onEvent }),
  );
  defer(cloud.close);
  await during('playing the suite', () => play(suite.scenarios, createTarget(cloud, 'Extracted')));
  const evidence = recorder.collect(cloud.functions, findSplitName);
  await writeJson(file, evidence);
  console.log(`${evidence.seen.length} permissions seen: infra/evidence.json`);
});
