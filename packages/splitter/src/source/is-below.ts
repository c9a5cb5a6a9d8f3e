import { sep } from 'node:path';

/** Whether an absolute path lies within a directory, and is not the directory itself. */
export function isBelow(path: string, directory: string): boolean {
  const inside = directory.endsWith(sep) ? directory : directory + sep;
  return path.length > inside.length && path.startsWith(inside);
}
