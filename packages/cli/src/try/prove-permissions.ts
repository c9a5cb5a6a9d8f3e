import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CloudEvent } from '@unlith/local-cloud';
import type { Finding, ParityReport, PlayedAsFar, Target } from '@unlith/parity';
import type { Manifest } from '@unlith/splitter/manifest';
import type { OwnTests } from './run-tests.ts';
import { type SideBySideOptions, startSideBySide, toManifestName } from './side-by-side.ts';
import { synthesizeStages, type ThrowawayApp } from './throwaway-stages.ts';

/** How granted permissions were proven: the split answered the same requests again, and could do nothing else. */
export interface PermissionProof {
  /** Requests compared with what the lith had answered. */
  readonly exchanges: number;
  /** Differences that are not there as long as the split may do everything. */
  readonly findings: readonly Finding[];
  /** What functions were refused, also where no answer shows it. */
  readonly denied: readonly DeniedCall[];
  /** Exit code of the app's own tests; absent without `--test`. */
  readonly test?: number;
  readonly durationMs: number;
}

/** `{ "function": "get-items", "operation": "Query" }` */
interface DeniedCall {
  readonly function: string;
  readonly operation: string;
}

/** What is needed of the trial. */
interface Proof extends Omit<SideBySideOptions, 'onEvent'> {
  /** Directory of the bundles. */
  readonly split: string;
  readonly app: ThrowawayApp;
  readonly play: (target: Target) => Promise<PlayedAsFar>;
  readonly tests: OwnTests | undefined;
}

export interface PlayedProof extends Omit<PermissionProof, 'exchanges' | 'findings'> {
  readonly candidate: PlayedAsFar;
}

const stage = 'Narrowed';

/** Plays on the split once more, in a cloud of its own, where its functions may do what the manifest grants and nothing else. */
export async function provePermissions(
  granted: Manifest,
  { split, app, play, tests, ...options }: Proof,
): Promise<PlayedProof> {
  const startedAtMs = performance.now();
  const manifest = join(split, 'granted.json');
  await writeFile(manifest, JSON.stringify(granted));
  const stages = [{ name: stage, manifest, serves: 'split', may: 'granted' }] as const;
  const refused = new Map<string, DatabaseRequest>();
  const { cloud, target } = await startSideBySide(synthesizeStages(stages, app, join(split, 'cdk.out')), {
    ...options,
    onEvent(event) {
      if (event.type !== 'dynamodb.request' || event.outcome !== 'denied') return;
      refused.set(`${event.principal} ${event.operation}`, event);
    },
  });
  const candidate = await play(target(stage));
  const exitCode = await tests?.run(target(stage), 'the split with its permissions narrowed');
  await cloud.close();
  const denied = [...refused.values()].flatMap(({ principal, operation }) => {
    const started = cloud.functions.find(({ name }) => name === principal);
    const name = started && toManifestName(started);
    return name === undefined ? [] : [{ function: name, operation }];
  });
  const durationMs = Math.round(performance.now() - startedAtMs);
  return { candidate, denied, durationMs, ...(exitCode !== undefined && { test: exitCode }) };
}

type DatabaseRequest = Extract<CloudEvent, { type: 'dynamodb.request' }>;

/**
 * @param narrowed what the lith's answers and the proof's differ in.
 * @param parity what they differ in anyway, as long as the split may do everything.
 */
export function judgeProof(
  { candidate, ...proof }: PlayedProof,
  { narrowed, parity }: Readonly<Record<'narrowed' | 'parity', ParityReport>>,
): PermissionProof {
  const toKey = ({ scenario, step, where }: Finding) => JSON.stringify([scenario, step, where]);
  const known = new Set(parity.findings.map(toKey));
  const findings = narrowed.findings.filter((finding) => !known.has(toKey(finding)));
  return { exchanges: narrowed.exchanges, findings, ...proof };
}
