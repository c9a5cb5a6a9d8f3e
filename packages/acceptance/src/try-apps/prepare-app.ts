import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenSourceApp, Source } from './open-source-apps.ts';

/** An app cannot be had here: a registry or a host that is out of reach. */
export class UnavailableApp extends Error {
  override readonly name = 'UnavailableApp';
}

/**
 * Brings an app into an empty directory, with its packages.
 *
 * @throws {UnavailableApp} with what npm or git printed last.
 */
export async function prepareApp(
  { source, files = {}, packages = [] }: OpenSourceApp,
  directory: string,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await bring(source, directory);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  const baseUrl = fileURLToPath(new URL('base-url.cjs', import.meta.url));
  await copyFile(baseUrl, join(directory, 'unlith-base-url.cjs'));
  await run(directory, 'npm', [
    'install',
    '--omit=dev',
    '--save-prod',
    '--no-audit',
    '--no-fund',
    ...packages,
  ]);
}

async function bring(source: Source, directory: string): Promise<void> {
  switch (source.kind) {
    case 'files':
      return;
    case 'git': {
      const { repository, tag, paths } = source;
      await run(directory, 'git', ['clone', '--quiet', '--depth', '1', '--branch', tag, repository, 'clone']);
      for (const path of paths) {
        await mkdir(dirname(join(directory, path)), { recursive: true });
        await run(directory, 'cp', ['-R', join('clone', path), path]);
      }
      return run(directory, 'rm', ['-rf', 'clone']);
    }
    case 'package': {
      await run(directory, 'npm', ['pack', '--silent', source.package]);
      const [archive = ''] = (await readdir(directory)).filter((name) => name.endsWith('.tgz'));
      return run(directory, 'tar', ['xzf', archive, '--strip-components', '1']);
    }
    case 'generator':
      return run(directory, 'npx', ['--yes', source.package, ...source.words]);
  }
}

async function run(cwd: string, command: string, words: readonly string[]): Promise<void> {
  const child = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  const last = output.trim().split('\n').slice(-3).join(' ');
  throw new UnavailableApp(`${command} ${words.join(' ')}: ${last}`);
}
