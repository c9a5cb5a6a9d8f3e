import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { BundledModule } from './function-bundle.ts';
import { moduleNameOf } from './place.ts';
import type { BundledInputs } from './slimming/slimming-step.ts';

type Output = Metafile['outputs'][string];

/** What is left of which module in a bundle, largest first. Two versions of a package count as one. */
export function listBundledModules({ inputs }: Output, root: string): BundledModule[] {
  const bytesByPath = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const file = fileOf(input, root);
    const path = file ? moduleNameOf(root, file) : input.replace(/:.*/, '').replace('unlith-', 'unlith/');
    if (bytesInOutput > 0) bytesByPath.set(path, (bytesByPath.get(path) ?? 0) + bytesInOutput);
  }
  return [...bytesByPath]
    .map(([path, bytes]) => ({ path, bytes }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/** The files of which something is left in a bundle, and which files each of them imports. */
export function listBundledInputs({ inputs }: Metafile, output: Output, root: string): BundledInputs {
  const importsByFile = new Map<string, string[]>();
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const file = fileOf(input, root);
    if (file === undefined || bytesInOutput === 0) continue;
    const imports = inputs[input]?.imports ?? [];
    importsByFile.set(
      file,
      imports.flatMap(({ path, external }) => (external ? [] : (fileOf(path, root) ?? []))),
    );
  }
  return importsByFile;
}

/** `unlith-own:/app/src/app.ts.mjs?get-bookings` is `/app/src/app.ts`, `…/app.mjs?…` stays `…/app.mjs`; other modules of ours are no file. */
function fileOf(input: string, root: string): string | undefined {
  const own = /^unlith-own:(.*?)(?:(?<=\.[jt]sx?)\.mjs)?\?[^?]*$/.exec(input)?.[1];
  return own ?? (/^unlith-[a-z-]+:/.test(input) ? undefined : resolve(root, input));
}

/** The files of which something is left in any bundle of a build. */
export function listFiles(metafile: Metafile, root: string): ReadonlySet<string> {
  const bundles = Object.values(metafile.outputs);
  return new Set(bundles.flatMap((output) => [...listBundledInputs(metafile, output, root).keys()]));
}
