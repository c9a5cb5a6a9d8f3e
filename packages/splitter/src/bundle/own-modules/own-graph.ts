import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { isOwnModule } from '../place.ts';

/** Which of the app's own modules imports which, as the bundler resolved it. Absolute paths. */
export type OwnGraph = ReadonlyMap<string, readonly string[]>;

export function toOwnGraph({ inputs }: Metafile, root: string): OwnGraph {
  const own = (path: string) => isOwnModule(resolve(root, path));
  return new Map(
    Object.entries(inputs)
      .filter(([path]) => own(path))
      .map(([path, { imports }]) => [
        resolve(root, path),
        imports.filter((to) => !to.external && own(to.path)).map((to) => resolve(root, to.path)),
      ]),
  );
}

/**
 * The modules of which a function needs a text of its own: those with cuts, and whoever leads to them, since an import is
 * bound to one text of its target. All others are shared by every function of a build.
 */
export function listVariants(graph: OwnGraph, cutFiles: Iterable<string>): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const [from, targets] of graph) {
    for (const to of targets) importers.set(to, [...(importers.get(to) ?? []), from]);
  }
  const variants = new Set<string>();
  const visit = (file: string): void => {
    if (variants.has(file)) return;
    variants.add(file);
    importers.get(file)?.forEach(visit);
  };
  for (const file of cutFiles) visit(file);
  return variants;
}
