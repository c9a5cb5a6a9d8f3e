import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSeed } from '../src/seed-cloud.ts';
import { withDirectory } from './run-unlith.ts';

it.each([
  ['is not there', undefined, 'there is no such file'],
  ['fails when it is loaded', 'throw new Error("no network")', 'no network'],
  ['has no default export', 'export const fill = 1;', 'has no default export'],
])('refuses a seed that %s', async (_, text, mention) => {
  await withDirectory(async (directory) => {
    const file = join(directory, 'seed.mjs');
    if (text !== undefined) await writeFile(file, text);
    await expect(loadSeed(file)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(new RegExp(`^--seed ${file}.*${mention}`)),
    });
  });
});

it('tells where a seed fails', async () => {
  await withDirectory(async (directory) => {
    const file = join(directory, 'seed.mjs');
    await writeFile(file, 'export default async () => { throw new Error("no such table"); };');
    const seed = await loadSeed(file);
    await expect(seed({} as never)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/fails: Error: no such table \(.*seed\.mjs:\d+:\d+\)/),
    });
  });
});
