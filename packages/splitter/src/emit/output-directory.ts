import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SplitError } from '../errors.ts';

/** A directory that is replaced as a whole, or not at all. */
export interface OutputDirectory {
  /** Sibling of the output, where the new content is made. */
  readonly workDirectory: string;
  /** Puts the new content in the place of the old. */
  replace(): void;
  /** Removes what is left of the work, whether or not it was put in place. */
  clean(): void;
}

/**
 * @throws {SplitError} `split.out` when the directory holds something that is no split: nothing of it is touched.
 */
export function checkOutput(out: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory())
    throw new SplitError('split.out', `--out ${out} is a file: name a directory.`);
  if (readdirSync(out).length > 0 && !isSplit(out)) {
    throw new SplitError(
      'split.out',
      `--out ${out} holds files that are no split (it has no manifest.json of unlith): name an empty or a new directory.`,
    );
  }
}

/**
 * Makes room beside `out`, and first puts right what an interrupted run has left there.
 *
 * @throws {SplitError} `split.out` also for a place that cannot be written.
 */
export function openOutput(out: string): OutputDirectory {
  const target = resolve(out);
  checkOutput(target);
  const workDirectory = asOutput(out, () => makeRoom(target));
  return {
    workDirectory,
    replace() {
      checkOutput(target);
      asOutput(out, () => exchange(workDirectory, target));
    },
    clean: () => rmSync(workDirectory, { recursive: true, force: true }),
  };
}

/** What goes wrong with files there is told in one sentence. */
function asOutput<Result>(out: string, act: () => Result): Result {
  try {
    return act();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined) throw cause;
    throw new SplitError('split.out', `--out ${out} cannot be written (${code}): name another directory.`, {
      cause,
    });
  }
}

function makeRoom(target: string): string {
  mkdirSync(dirname(target), { recursive: true });
  recover(target);
  const workDirectory = mkdtempSync(`${prefixOf(target, 'work')}${process.pid}-`);
  chmodSync(workDirectory, 0o755);
  return workDirectory;
}

/** Of several runs into one place, which may be at this very step, the last stays. */
function exchange(workDirectory: string, target: string): void {
  const previous = `${prefixOf(target, 'previous')}${process.pid}`;
  do {
    rmSync(previous, { recursive: true, force: true });
    moveIf(target, previous, 'ENOENT');
  } while (!moveIf(workDirectory, target, 'ENOTEMPTY'));
  rmSync(previous, { recursive: true, force: true });
}

/** Renames, and tells whether that could be, or whether another run was quicker. */
function moveIf(from: string, to: string, quicker: 'ENOENT' | 'ENOTEMPTY'): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === quicker) return false;
    throw error;
  }
}

/** `.split.unlith-work-`: hidden, in the same directory, and so on the same file system. */
const prefixOf = (target: string, role: 'work' | 'previous'): string =>
  join(dirname(target), `.${basename(target)}.unlith-${role}-`);

/** A run that was killed between its two renames left the previous split aside: it goes back before anything else. */
function recover(target: string): void {
  for (const previous of listAbandoned(target, 'previous')) {
    if (existsSync(target)) rmSync(previous, { recursive: true });
    else renameSync(previous, target);
  }
  for (const work of listAbandoned(target, 'work')) rmSync(work, { recursive: true, force: true });
}

function listAbandoned(target: string, role: 'work' | 'previous'): string[] {
  const prefix = prefixOf(target, role);
  return readdirSync(dirname(target))
    .map((name) => join(dirname(target), name))
    .filter((path) => path.startsWith(prefix) && !isAlive(Number.parseInt(path.slice(prefix.length), 10)));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a directory holds what this package has written. */
export function isSplit(directory: string): boolean {
  try {
    return /^unlith\/manifest@/.test(
      JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')).schema,
    );
  } catch {
    return false;
  }
}
