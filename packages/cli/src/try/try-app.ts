import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type CloudEvent, createEvidenceRecorder, type Evidence } from '@unlith/local-cloud';
import { type SplitAppOptions, splitApp } from '@unlith/splitter';
import type { Workshop } from '../clean-up.ts';
import { listFirstRequests } from './first-requests.ts';
import { measureColdStarts } from './measure-cold-starts.ts';
import { playTrial } from './play-trial.ts';
import { type SideBySideOptions, startSideBySide, toManifestName } from './side-by-side.ts';
import { synthesizeStages, type TableDefinitions, type ThrowawayStage } from './throwaway-stages.ts';
import { createTrialSuite, type TrialRequests } from './trial-suite.ts';
import type { TryReport } from './try-report.ts';

/** What is tried, and with which requests. */
export interface Trial extends TrialRequests, Pick<SideBySideOptions, 'credentials' | 'seed'> {
  /** All that {@link splitApp} takes, but for where to. */
  readonly split: Omit<SplitAppOptions, 'out' | 'evidence'>;
  readonly tables: TableDefinitions;
  readonly coldStartRounds: number;
  /** Command that runs the app's own tests against `BASE_URL`. */
  readonly test: string | undefined;
}

export interface TrialOutcome {
  readonly report: TryReport;
  readonly evidence: Evidence;
  /** Both are at work until the workshop is cleaned up. */
  readonly urls: { readonly lith: string; readonly split: string };
}

/** Says what a trial is doing. */
export type Tell = (step: string) => void;

/** The whole road: split, synthesise, run side by side, play, grant what was used, prove that it suffices, and measure. */
export async function tryApp(trial: Trial, workshop: Workshop, tell: Tell): Promise<TrialOutcome> {
  const { directory, signal, defer } = workshop;
  const split = join(directory, 'split');
  tell(`splitting ${trial.split.entry}`);
  const manifest = await splitApp({ ...trial.split, out: split });
  tell('synthesising the lith, the split and a second lith');
  const app = { env: trial.split.env ?? {}, tables: trial.tables };
  const stages = listStages(join(split, 'manifest.json'));
  const assembly = synthesizeStages(stages, app, join(directory, 'cdk.out'));

  const recorder = createEvidenceRecorder();
  const listeners = new Set<(event: CloudEvent) => void>([recorder.onEvent]);
  tell('starting them');
  const { cloud, target } = await startSideBySide(assembly, {
    ...trial,
    defer,
    onEvent(event) {
      for (const listener of listeners) listener(event);
    },
  });
  const functions = cloud.functions.filter(({ stack }) => stack === 'Split');
  const sides = { lith: target('Lith'), lithAgain: target('LithAgain'), split: target('Split') };
  const started = { manifest, split, app, cloud, sides, suite: createTrialSuite(trial, manifest) };
  const played = await playTrial(
    trial,
    { ...started, collectEvidence: () => recorder.collect(functions, toManifestName) },
    { signal, defer, tell },
  );

  tell('measuring cold starts');
  const coldStarts = await measureColdStarts({
    cloud,
    functions,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    requests: listFirstRequests(manifest, sides.split.url),
    rounds: trial.coldStartRounds,
    signal,
  });
  const machine = { node: process.version, cpus: availableParallelism() };
  const { evidence, ...outcome } = played;
  return {
    report: { schema: 'unlith/try@1', ...outcome, coldStarts, machine },
    evidence,
    urls: { lith: sides.lith.url, split: sides.split.url },
  };
}

/** The lith twice, to learn how it differs from itself. */
const listStages = (manifest: string): ThrowawayStage[] => [
  { name: 'Lith', manifest, serves: 'lith', may: 'everything' },
  { name: 'LithAgain', manifest, serves: 'lith', may: 'everything' },
  { name: 'Split', manifest, serves: 'split', may: 'everything' },
];
