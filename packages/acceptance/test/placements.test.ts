import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFinding, type Target } from '@unlith/parity';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { compareStages, type StageReports } from '../src/compare-stages.ts';
import { createTarget, startSeeded } from '../src/side-by-side.ts';
import { synthesize } from '../src/synth.ts';

/** Parity's own test plays the third: the one that a strangler has unless told otherwise. */
const placements = ['reads-extracted', 'everything'];

let directory: string;
let reports: StageReports;
const close: (() => Promise<void>)[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-placements-'));
  const assembly = inject('assembly');
  const [[baseline, calibration], stranglers] = await Promise.all([
    Promise.all([start(assembly, 'Monolith'), start(assembly, 'Monolith')]),
    Promise.all(placements.map(startStrangler)),
  ]);
  reports = await compareStages({ baseline, calibration, candidates: new Map(stranglers) });
});
afterAll(async () => {
  await Promise.all(close.map((each) => each()));
  await rm(directory, { recursive: true, force: true });
});

it.each(placements)('a strangler with %s answers like the lith', (placement) => {
  const report = reports.get(placement);
  expect(report?.findings.map(formatFinding)).toEqual([]);
  expect(report?.exchanges).toBeGreaterThanOrEqual(150);
  expect(report?.incomplete).toBeUndefined();
});

async function startStrangler(placement: string): Promise<[string, Target]> {
  const assembly = join(directory, placement);
  await synthesize(assembly, { placement });
  return [placement, await start(assembly, 'Strangler')];
}

async function start(assembly: string, stage: string): Promise<Target> {
  const cloud = await startSeeded({ assembly, stacks: [stage] });
  close.push(() => cloud.close());
  return createTarget(cloud, stage);
}
