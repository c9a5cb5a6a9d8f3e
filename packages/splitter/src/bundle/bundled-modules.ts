import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { BundledModule } from './function-bundle.ts';
import { moduleNameOf } from './place.ts';

type Output = Metafile['outputs'][string];

/** What is left of which module in a bundle, largest first. Two versions of a package count as one. */
export function listBundledModules({ inputs }: Output, root: string): BundledModule[] {
  const bytesByPath = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const path = nameInput(input, root);
    if (bytesInOutput > 0) bytesByPath.set(path, (bytesByPath.get(path) ?? 0) + bytesInOutput);
  }
  return [...bytesByPath]
    .map(([path, bytes]) => ({ path, bytes }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/** `unlith-own:/app/src/app.ts.mjs?get-bookings` is `src/app.ts`; a step's own modules are named after it. */
function nameInput(input: string, root: string): string {
  const own = /^unlith-own:(.*?)(?:\.mjs)?\?[^?]*$/.exec(input)?.[1];
  if (own) return moduleNameOf(root, own);
  const [, step] = /^unlith-([a-z-]+):/.exec(input) ?? [];
  return step ? `unlith/${step}` : moduleNameOf(root, resolve(root, input));
}
