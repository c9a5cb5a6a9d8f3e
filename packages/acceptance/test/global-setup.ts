import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../src/synth.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Directory of the synthesized CDK app. */
    assembly: string;
  }
}

/** Synthesises once for all files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const assembly = await mkdtemp(join(tmpdir(), 'unlith-acceptance-'));
  await synthesize(assembly);
  provide('assembly', assembly);
  return () => rm(assembly, { recursive: true, force: true });
}
