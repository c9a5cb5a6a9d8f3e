import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type CloudEvent, createEvidenceRecorder, type Evidence } from '@unlith/local-cloud';
import { generateScenarios, type PlayEvent, runParity } from '@unlith/parity';
import { type SplitAppOptions, splitApp } from '@unlith/splitter';
import type { Manifest } from '@unlith/splitter/manifest';
import type { Workshop } from '../clean-up.ts';
import { seedCloud } from '../seed-cloud.ts';
import type { Suite } from '../suite.ts';
import { listFirstRequests } from './first-requests.ts';
import { measureColdStarts } from './measure-cold-starts.ts';
import { runTests, type TestRuns } from './run-tests.ts';
import { type SideBySide, startSideBySide, toManifestName } from './side-by-side.ts';
import { synthesizeStages, type TableDefinitions } from './throwaway-stages.ts';
import type { TryReport } from './try-report.ts';

/** What is tried, and with which requests. */
export interface Trial {
  /** All that {@link splitApp} takes, but for where to. */
  readonly split: Omit<SplitAppOptions, 'out' | 'evidence'>;
  readonly tables: TableDefinitions;
  /** Module which fills the tables. */
  readonly seed: string | undefined;
  /** Scenarios of the app's own, played before the generated ones. */
  readonly suite: Suite | undefined;
  readonly credentials: (name: string) => string | undefined;
  readonly generate: Parameters<typeof generateScenarios>[1];
  readonly coldStartRounds: number;
  /** Command that runs the app's own tests against `BASE_URL`. */
  readonly test: string | undefined;
}

export interface TrialOutcome {
  readonly report: TryReport;
  readonly evidence: Evidence;
  /** Still at work, until the workshop is cleaned up. */
  readonly stages: SideBySide;
}

/** The whole road: split, synthesise, run side by side, play, measure, and grant what was used. */
export async function tryApp(
  trial: Trial,
  { directory, signal, defer }: Workshop,
  tell: (step: string) => void,
): Promise<TrialOutcome> {
  const split = join(directory, 'split');
  tell(`splitting ${trial.split.entry}`);
  const manifest = await splitApp({ ...trial.split, out: split });
  tell('synthesising the lith, the split and a second lith');
  const { tables } = trial;
  const assembly = synthesizeStages(
    { split, tables, env: trial.split.env ?? {} },
    join(directory, 'cdk.out'),
  );

  const recorder = createEvidenceRecorder();
  const listeners = new Set<(event: CloudEvent) => void>([recorder.onEvent]);
  tell('starting them');
  const stages = await startSideBySide(assembly, {
    credentials: trial.credentials,
    onEvent(event) {
      for (const listener of listeners) listener(event);
    },
  });
  defer(stages.cloud.close);
  if (trial.seed !== undefined) await seedCloud(trial.seed, stages.cloud);

  const { parity, lithErrors } = await compareStages(trial, { manifest, stages, signal, tell });
  const tests = trial.test === undefined ? undefined : await testStages(trial.test, { stages, signal, tell });
  tell('measuring cold starts');
  const coldStarts = await measureColdStarts({
    cloud: stages.cloud,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    requests: listFirstRequests(manifest, stages.candidate.url),
    rounds: trial.coldStartRounds,
    signal,
  });
  const evidence = recorder.collect(stages.cloud.functions, toManifestName);
  const granted = evidence.seen.length > 0 ? await grant(trial, { directory, evidence }) : manifest;
  const machine = { node: process.version, cpus: availableParallelism() };
  const report = {
    schema: 'unlith/try@1',
    manifest: granted,
    parity,
    lithErrors,
    coldStarts,
    machine,
  } as const;
  return { report: { ...report, ...(tests && { tests }) }, evidence, stages };
}

interface Playing {
  readonly stages: SideBySide;
  readonly signal: AbortSignal;
  readonly tell: (step: string) => void;
}

async function compareStages(
  trial: Trial,
  { manifest, stages, signal, tell }: Playing & { manifest: Manifest },
): Promise<Pick<TryReport, 'parity' | 'lithErrors'>> {
  const streaming = manifest.routes.filter(isStreaming);
  const generated = generateScenarios(
    manifest.routes.filter((route) => !streaming.includes(route)),
    trial.generate,
  );
  const scenarios = [...(trial.suite?.scenarios ?? []), ...generated];
  const requests = scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
  tell(`playing ${requests} requests in ${scenarios.length} scenarios on each`);
  const routes = [...new Set(manifest.functions.flatMap(({ routeKeys }) => routeKeys))];
  const notCompared = streaming.map(({ id }) => ({
    route: id,
    reason: 'it streams, which API Gateway does not',
  }));
  let lithErrors = 0;
  const onProgress = (event: PlayEvent) => {
    if (event.type !== 'play.step' || event.step.outcome !== 'answered') return;
    if (event.target === stages.baseline.url && event.step.response.status >= 500) lithErrors += 1;
  };
  const run = { ...trial.suite, ...stages, routes, scenarios, signal, notCompared, onProgress };
  return { parity: await runParity(run), lithErrors };
}

/** An answer that does not end would be waited for until the function is timed out, request by request. */
const isStreaming = ({ keptBecause }: Manifest['routes'][number]) => keptBecause.includes('split.streaming');

/** The lith first: what fails there is no fault of the split. */
async function testStages(command: string, { stages, signal, tell }: Playing): Promise<TestRuns> {
  // What the generated requests have left in memory is not what tests begin with.
  stages.cloud.retireEnvironments();
  tell(`running ${command} against the lith`);
  const baseline = await runTests(command, stages.baseline.url, signal);
  tell(`running ${command} against the split`);
  return { command, baseline, candidate: await runTests(command, stages.candidate.url, signal) };
}

/** Splits once more, now that it is known what the functions do. */
async function grant(
  { split }: Trial,
  { directory, evidence }: { directory: string; evidence: Evidence },
): Promise<Manifest> {
  const file = join(directory, 'evidence.json');
  await writeFile(file, JSON.stringify(evidence));
  return splitApp({ ...split, out: join(directory, 'granted'), evidence: file });
}
