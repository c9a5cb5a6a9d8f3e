import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { moduleNameOf } from './place.ts';

/** Lets a bundle's source map call modules as the manifest does, and not by where they lay when it was made. */
export function nameSources(bundle: string, root: string): void {
  const file = `${bundle}.map`;
  if (!existsSync(file)) return;
  const map: { sources: string[] } = JSON.parse(readFileSync(file, 'utf8'));
  const nameOf = (source: string) => {
    if (/^unlith-[a-z-]+:/.test(source)) return source.replace(/:.*/, '').replace('unlith-', 'unlith/');
    return moduleNameOf(root, isAbsolute(source) ? source : resolve(dirname(bundle), source));
  };
  writeFileSync(file, JSON.stringify({ ...map, sources: map.sources.map(nameOf) }));
}
