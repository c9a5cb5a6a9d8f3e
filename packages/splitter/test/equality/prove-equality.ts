import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../src/manifest/index.ts';
import { splitApp } from '../../src/split-app.ts';
import { type Difference, findDifferences } from './find-differences.ts';
import type { FixtureApp } from './fixture-app.ts';
import { generateRequests, withoutRepeats } from './generate-requests.ts';
import { patience } from './outcome.ts';
import { startOriginal, startSplit } from './play.ts';

export interface Proof {
  readonly manifest: Manifest;
  readonly requests: number;
  readonly differences: readonly Difference[];
}

/** Splits the app one function a route, and asks it and its original all that is generated for every route key. */
export async function proveEquality(app: FixtureApp): Promise<Proof> {
  const out = await mkdtemp(join(tmpdir(), 'unlith-split-'));
  try {
    const manifest = await splitApp({ entry: app.entry, env: app.env, timeoutMs: patience.loadMs, out });
    const generated = manifest.routes.flatMap(({ routeKeys }) => routeKeys.flatMap(generateRequests));
    const requests = [...app.requests, ...withoutRepeats(generated), ...app.requests];
    const sides = { original: await startOriginal(app), split: await startSplit(app, out) };
    try {
      return { manifest, requests: requests.length, differences: await findDifferences(sides, requests) };
    } finally {
      await Promise.all([sides.original.close(), sides.split.close()]);
    }
  } finally {
    await rm(out, { recursive: true });
  }
}
