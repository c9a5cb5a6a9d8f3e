import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, fixture, said, startUnlith, withDirectory } from './run-unlith.ts';

/** Keeps temporary files and reports apart, so that what is left behind can be seen. */
async function inDirectory(
  use: (start: (...words: string[]) => ReturnType<typeof startUnlith>, out: string) => Promise<void>,
) {
  return withDirectory(async (directory) => {
    const temporary = join(directory, 'tmp');
    const out = join(directory, 'reports');
    await mkdir(temporary);
    // What `tsx` has compiled already need not be compiled again.
    const cache = `tsx-${process.geteuid?.()}`;
    await mkdir(join(tmpdir(), cache), { recursive: true });
    await symlink(join(tmpdir(), cache), join(temporary, cache));
    await use(
      (...words) => startUnlith(['try', fixture('shop/app.js'), '--out', out, ...words], temporary),
      out,
    );
    expect(await leftIn(temporary)).toEqual([]);
  });
}

/** What `tsx` caches is its own business. */
async function leftIn(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter(
    (name) => !name.startsWith('tsx-') && !name.startsWith('node-compile-cache'),
  );
}

describe('unlith try', () => {
  it('finds no difference in an app whose routes share nothing, says what each function is, and can be run twice at once', async () => {
    await inDirectory(async (start, out) => {
      const words = ['--layout', fixture('shop/layout.json')];
      const another = start(...words, '--read-only', '--out', join(out, 'another'));
      const outcomes = await Promise.all([start(...words), another].map(ended));
      expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
      expect(outcomes[0]?.stdout).toMatch(/^items +\d+ +\d+ +\d+ +\d+ +0 +GET \/items, GET \/items\/:id$/m);
      const report = JSON.parse(await readFile(join(out, 'try.json'), 'utf8'));
      expect(report).toMatchObject({ schema: 'unlith/try@1', manifest: { layout: 'layout' } });
      expect(report.parity.exchanges).toBeGreaterThanOrEqual(6 * 20);
      expect(await readFile(join(out, 'findings.xml'), 'utf8')).toContain('<testsuites');
    });
  });

  it('runs the app’s own tests against either side, and keeps both running until it is interrupted', async () => {
    await inDirectory(async (start) => {
      const test = `${process.execPath} -e "fetch(process.env.BASE_URL + '/items/7').then((r) => r.json()).then(({ id }) => process.exit(Number(id)))"`;
      const words = ['--layout', fixture('shop/layout.json'), '--read-only', '--test', test];
      const command = start(...words, '--keep');
      const outcome = ended(command);
      const [, lith, split] = await said(command, /lith +(\S+)\nsplit +(\S+)\n/);
      const answers = await Promise.all(
        [lith, split].map(async (url) => (await fetch(`${url}/items/7`)).json()),
      );
      expect(answers).toEqual([{ id: '7' }, { id: '7' }]);
      command.kill('SIGINT');
      expect(await outcome).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('failed (7) on the lith, failed (7) on the split'),
      });
      await expect(fetch(`${lith}/items`)).rejects.toThrow();
    });
  });

  it('leaves nothing behind when it is interrupted at work', async () => {
    await inDirectory(async (start) => {
      const command = start();
      const outcome = ended(command);
      await said(command, /playing/);
      command.kill('SIGTERM');
      expect((await outcome).code).toBe(130);
    });
  });
});
