import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../manifest/manifest.ts';
import type { OutputDirectory } from './output-directory.ts';
import { type Split, toManifest } from './to-manifest.ts';

/** Writes the manifest beside the bundles and puts both in the place of the previous split. */
export function emitSplit(split: Split, output: OutputDirectory): Manifest {
  const manifest = toManifest(split);
  writeFileSync(join(output.workDirectory, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  output.replace();
  return manifest;
}
