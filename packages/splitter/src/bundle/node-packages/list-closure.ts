import type { ShippedFile } from '../slimming/slimming-step.ts';
import { findPackage, type InstalledPackage, readManifestOf } from './find-package.ts';

/**
 * A package and all that it depends on, laid out so that each finds its own: beside the first of a name where that is the same
 * package, below the one that wants another version of it where it is not.
 *
 * @param imported the packages that the bundle itself imports.
 */
export function listClosure(
  imported: readonly Pick<InstalledPackage, 'name' | 'directory'>[],
): ShippedFile[] {
  const placed = new Map<string, string>();
  const placeAll = (wanted: ReadonlyMap<string, string>, below: string): void => {
    const added = [...wanted].flatMap(([name, directory]) => {
      const nearest = findPlaced(placed, name, below);
      if (nearest === directory) return [];
      const to = `${nearest === undefined ? '' : below}node_modules/${name}`;
      placed.set(to, directory);
      return [{ to, directory }];
    });
    // All of one level stand before the next: else a package could slip in between another and what that has found.
    for (const { to, directory } of added) placeAll(listDependencies(directory), `${to}/`);
  };
  placeAll(new Map(imported.map(({ name, directory }) => [name, directory])), '');
  return [...placed].map(([to, from]) => ({ from, to })).sort((a, b) => (a.to < b.to ? -1 : 1));
}

/** What Node.js would find from there: the nearest of that name, upwards. */
function findPlaced(placed: ReadonlyMap<string, string>, name: string, below: string): string | undefined {
  const own = placed.get(`${below}node_modules/${name}`);
  if (own !== undefined || below === '') return own;
  return findPlaced(placed, name, below.slice(0, below.lastIndexOf('node_modules/')));
}

function listDependencies(directory: string): ReadonlyMap<string, string> {
  const { dependencies, optionalDependencies, peerDependencies } = readManifestOf(directory);
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).sort();
  return new Map(
    names.flatMap((name) => {
      const found = findPackage(name, directory);
      return found ? [[name, found.directory] as const] : [];
    }),
  );
}
