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
}

/** An app of these files in a directory of its own, with the packages of the fixture apps; gone after the test. */
export function writeApp(files: Readonly<Record<string, string>>, express: 4 | 5 | 'none' = 5): TemporaryApp {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'unlith-app-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  if (express !== 'none') {
    symlinkSync(join(fixtures, `express-${express}`, 'node_modules'), join(root, 'node_modules'));
  }
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, file: (name) => join(root, name) };
}
