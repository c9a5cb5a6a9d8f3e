import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from './run-here.ts';
import { fixture, withDirectory } from './run-unlith.ts';

describe('unlith split', () => {
  it('writes a manifest and a bundle for each function, and says what became of each route', async () => {
    await withDirectory(async (directory) => {
      const out = join(directory, 'split');
      const { code, stdout } = await runHere(['split', fixture('shop/app.js'), '--out', out]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^get-items +\d+ +\d+ +GET \/items$/m);
      const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
      expect(manifest).toMatchObject({ schema: 'unlith/manifest@1', layout: 'per-route', fallback: 'lith' });
      expect((await readdir(join(out, 'functions'))).toSorted()).toEqual(
        manifest.functions.map(({ name }: { name: string }) => name).toSorted(),
      );
    });
  });

  it('takes a layout from a file', async () => {
    await withDirectory(async (directory) => {
      const words = ['--layout', fixture('shop/layout.json'), '--out', join(directory, 'split'), '--json'];
      const { stdout } = await runHere(['split', fixture('shop/app.js'), ...words]);
      expect(JSON.parse(stdout)).toMatchObject({
        layout: 'layout',
        functions: [{ name: 'lith' }, { name: 'items', routes: ['GET /items', 'GET /items/:id'] }],
      });
    });
  });

  it.each([
    ['a layout that is none', ['--layout', 'per-moon'], 'per-moon'],
    ['a layout file of another shape', ['--layout', fixture('shop/package.json')], 'package.json'],
    ['a variable without a value', ['--env', 'PORT'], 'PORT'],
    ['a level that is none', ['--shake', 'hard'], 'hard'],
  ])('exits 2 for %s, and writes nothing', async (_, words, mention) => {
    const left = await withDirectory(async (directory) => {
      const out = ['--out', join(directory, 'split')];
      const { code, stderr } = await runHere(['split', fixture('shop/app.js'), ...out, ...words]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(mention) });
    });
    expect(left).toEqual([]);
  });

  it('touches no directory that holds something else', async () => {
    await withDirectory(async (directory) => {
      await writeFile(join(directory, 'thesis.txt'), 'years of work');
      const { code } = await runHere(['split', fixture('shop/app.js'), '--out', directory]);
      expect(code).toBe(2);
      expect(await readdir(directory)).toEqual(['thesis.txt']);
    });
  });
});
