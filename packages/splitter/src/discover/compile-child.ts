import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lambdaWrapper } from '../adapter/lambda-wrappers.mjs';

let compiled: Promise<string> | undefined;

/** Path of the child as plain JavaScript, which needs no tsx: compiled once, and gone with this process. */
export function compileChild(): Promise<string> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'unlith-discover-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  // A directory deeper, as in the source: what lies in the one above is the splitter's own.
  const outdir = join(directory, 'child');
  await build({
    absWorkingDir: fileURLToPath(new URL('child', import.meta.url)),
    entryPoints: ['child.ts', 'import-hook.mjs'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const wrapper = fileURLToPath(lambdaWrapper);
  copyFileSync(wrapper, join(outdir, basename(wrapper)));
  return join(outdir, 'child.mjs');
}
