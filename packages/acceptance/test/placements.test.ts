import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFinding } from '@unlith/parity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compareStages } from '../src/compare-stages.ts';
import { startSideBySide } from '../src/side-by-side.ts';
import { synthesize } from '../src/synth.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-placements-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Parity's own test plays the third: the one that a strangler has unless told otherwise. */
it.each(['reads-extracted', 'everything'])(
  'a strangler with %s answers like the lith',
  async (placement) => {
    const assembly = join(directory, placement);
    await synthesize(assembly, { placement });
    const stages = await startSideBySide(assembly, { stages: ['Strangler'] });
    try {
      const report = (await compareStages(stages)).get('Strangler');
      expect(report?.findings.map(formatFinding)).toEqual([]);
      expect(report?.exchanges).toBeGreaterThanOrEqual(150);
    } finally {
      await stages.close();
    }
  },
  300_000,
);
