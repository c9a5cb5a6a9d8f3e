import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFacts } from './source-facts.ts';

/** More files than this are no directory of an app's own. */
const mostEntries = 20_000;

/** What is at the paths, in order; what is not there is not in the answer. */
export async function listFiles(paths: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
  const files = new Map<string, FileFacts>();
  for (const path of [...new Set(paths)].sort()) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) files.set(path, { directory: false, entries: [] });
    else if (found?.isDirectory()) files.set(path, { directory: true, entries: await listEntries(path) });
  }
  return files;
}

async function listEntries(directory: string): Promise<readonly string[]> {
  const entries: string[] = [];
  const pending = [''];
  for (const below of pending) {
    for (const entry of await readdir(join(directory, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory() && entry.name !== 'node_modules') pending.push(path);
      else if (entry.isFile()) entries.push(path);
    }
    if (entries.length > mostEntries) break;
  }
  return entries.sort();
}
