import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The splitter's own source, parts of which stand between Express and the app while the app loads. */
const splitter = resolve(dirname(fileURLToPath(import.meta.url)), '..') + sep;

/** Whether an absolute path is a file that the app's authors wrote, not an installed package's nor one of ours. */
export function isAppFile(file: string): boolean {
  return !isPackageFile(file) && !file.startsWith(splitter);
}

export function isPackageFile(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
}
