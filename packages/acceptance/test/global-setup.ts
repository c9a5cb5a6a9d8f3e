import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../src/synth.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Directory of the synthesized CDK app. */
    assembly: string;
  }
}

/** Synthesises once for all files, unless `ASSEMBLY` names what has just been synthesised, as in `.ci/run`. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { ASSEMBLY } = process.env;
  if (ASSEMBLY !== undefined) {
    provide('assembly', resolve(ASSEMBLY));
    return undefined;
  }
  const assembly = await mkdtemp(join(tmpdir(), 'unlith-acceptance-'));
  await synthesize(assembly);
  provide('assembly', assembly);
  return () => rm(assembly, { recursive: true, force: true });
}
