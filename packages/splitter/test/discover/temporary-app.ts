import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

export interface TemporaryApp {
  readonly root: string;
  /** Absolute path of one of its files. */
  file(name: string): string;
  /** Makes a file or directory of the fixtures one of its own. */
  link(name: string, fixture: string): void;
}

/** An app of these files in a directory of its own, with the packages of the fixture apps; gone after the test. */
export function writeApp(files: Readonly<Record<string, string>>, express: 4 | 5 | 'none' = 5): TemporaryApp {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'unlith-app-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const file = (name: string) => join(root, name);
  const link = (name: string, fixture: string) => symlinkSync(join(fixtures, fixture), file(name));
  if (express !== 'none') link('node_modules', `express-${express}/node_modules`);
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(file(name)), { recursive: true });
    writeFileSync(file(name), text);
  }
  return { root, file, link };
}
