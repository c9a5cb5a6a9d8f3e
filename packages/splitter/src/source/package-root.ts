import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest directory upwards that has a `package.json`; without one, the directory itself. */
export function findPackageRoot(directory: string): string {
  let current = directory;
  while (!existsSync(join(current, 'package.json'))) {
    const parent = dirname(current);
    if (parent === current) return directory;
    current = parent;
  }
  return current;
}
