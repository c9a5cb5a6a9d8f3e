import { setTimeout } from 'node:timers/promises';
import type { Cloud, Evidence } from '@unlith/local-cloud';
import type { PlayedAsFar, Target } from '@unlith/parity';
import { grantPermissions } from '@unlith/splitter';
import type { Manifest } from '@unlith/splitter/manifest';
import type { Workshop } from '../clean-up.ts';
import { judgeProof, provePermissions } from './prove-permissions.ts';
import { createOwnTests } from './run-tests.ts';
import type { ThrowawayApp } from './throwaway-stages.ts';
import { countErrors, type TrialSuite } from './trial-suite.ts';
import type { Tell, Trial } from './try-app.ts';
import type { TryReport } from './try-report.ts';

/** The stages of a trial, at work. */
export interface StartedTrial {
  readonly manifest: Manifest;
  /** Directory of the manifest. */
  readonly split: string;
  readonly app: ThrowawayApp;
  readonly cloud: Cloud;
  readonly sides: { readonly lith: Target; readonly lithAgain: Target; readonly split: Target };
  readonly suite: TrialSuite;
  /** What the split was seen to use so far. */
  readonly collectEvidence: () => Evidence;
}

interface PlayedTrial extends Omit<TryReport, 'schema' | 'coldStarts' | 'machine'> {
  readonly evidence: Evidence;
}

/** In whole seconds, too, a time must be seen to vary. */
const calibrationDelayMs = 1000;

/**
 * Plays on lith and split and runs the app's own tests on both; then plays on the second lith, to learn what varies by itself,
 * and beside it on a split that may do no more than the first was seen to do.
 */
export async function playTrial(
  trial: Trial,
  { manifest, cloud, sides, suite, ...started }: StartedTrial,
  { signal, defer, tell }: Pick<Workshop, 'signal' | 'defer'> & { readonly tell: Tell },
): Promise<PlayedTrial> {
  const play = async (target: Target) => {
    const played = await suite.play(target, signal);
    signal.throwIfAborted();
    return played;
  };
  const tests = trial.test === undefined ? undefined : createOwnTests(trial.test, { signal, tell });

  tell(`playing ${suite.summary} on each`);
  const [baseline, candidate] = await Promise.all([play(sides.lith), play(sides.split)]);
  if ('failure' in baseline || 'failure' in candidate) {
    // So does the trial, before the second lith could teach what varies by itself.
    const calibration = await suite.play(sides.lithAgain, AbortSignal.abort());
    suite.compare({ baseline, candidate, calibration });
  }
  // What the generated requests have left in memory is not what tests begin with.
  if (tests) cloud.retireEnvironments();
  // The lith first: what fails there is no fault of the split.
  const runs = tests && {
    command: tests.command,
    baseline: await tests.run(sides.lith, 'the lith'),
    candidate: await tests.run(sides.split, 'the split'),
  };
  const evidence = started.collectEvidence();
  const granted = evidence.seen.length > 0 ? grantPermissions(manifest, evidence) : undefined;
  tell(
    `playing again on the second lith${granted ? ', and on a split that may do what was seen and nothing else' : ', to learn what varies by itself'}`,
  );
  const [calibration, proof] = await Promise.all([
    setTimeout(calibrationDelayMs, undefined, { signal }).then(() => play(sides.lithAgain)),
    granted && provePermissions(granted, { ...trial, ...started, play, tests, defer }),
  ]);
  const compare = (played: PlayedAsFar) => suite.compare({ baseline, calibration, candidate: played });
  const parity = compare(candidate);
  return {
    manifest: granted ?? manifest,
    parity,
    lithErrors: countErrors(baseline.playthrough),
    evidence,
    ...(runs && { tests: runs }),
    ...(proof && { proof: judgeProof(proof, { narrowed: compare(proof.candidate), parity }) }),
  };
}
