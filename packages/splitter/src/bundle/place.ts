import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the adapter lies, which is bundled into every function. */
export const adapterDirectory = fileURLToPath(new URL('../adapter', import.meta.url));

/** Whether a file is the app's, and no package's. */
export const isOwnModule = (file: string): boolean => !file.includes(packages) && !isAdapter(file);

/**
 * Where a file of the app stands in a function, relative to the function's directory: the place it has below the app's root.
 * What lies outside of the root (a package of the same workspace) goes below `__parent__`, one for each step up.
 */
export function placeOf(root: string, file: string): string {
  return (relative(root, file) || '.')
    .split(sep)
    .map((segment) => (segment === '..' ? '__parent__' : segment))
    .join('/');
}

/** What a manifest calls a module: its place, or for a package's file the part from its last `node_modules` on. */
export function moduleNameOf(root: string, file: string): string {
  if (isAdapter(file))
    return `node_modules/@unlith/splitter/adapter${slashed(file.slice(adapterDirectory.length))}`;
  const inPackages = file.lastIndexOf(packages);
  return inPackages < 0 ? placeOf(root, file) : slashed(file.slice(inPackages + 1));
}

const packages = `${sep}node_modules${sep}`;
const isAdapter = (file: string): boolean => file.startsWith(adapterDirectory + sep);
const slashed = (path: string): string => path.replaceAll(sep, '/');
