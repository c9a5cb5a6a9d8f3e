import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Entry } from './open-source-apps.ts';

/** What `unlith try` made of one module: version 1 of a row of `try-apps.json`. */
export interface TriedEntry {
  readonly app: string;
  readonly module: string;
  readonly routes: number;
  readonly split: number;
  /** Codes of findings, with how many routes each keeps. */
  readonly keptBecause: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly findings: number;
  readonly lithKilobytes: number;
  /** Median size of the functions that left; null if none did. */
  readonly functionKilobytes: number | null;
  /** Of the app's own tests; null where there are none that could be pointed at a URL, as `note` says. */
  readonly tests: { readonly lith: 'passed' | 'failed'; readonly split: 'passed' | 'failed' } | null;
  /** Why something is missing: an error of the splitter, tests that cannot be pointed at a URL. */
  readonly note: string;
}

const unlith = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

/**
 * Runs `unlith try` on a module. Tests that fail on the lith already may want what only `NODE_ENV=test` shows, such as the stack on
 * Express's error page: they get a second run with it, of which nothing else counts.
 */
export async function tryEntry(app: string, entry: Entry, places: Places): Promise<TriedEntry> {
  const { module, test, untested = '' } = entry;
  const described = { app, module };
  const tests = test === undefined ? [] : ['--test', test];
  const first = await runTry([module, ...tests], places);
  if (typeof first === 'string') return { ...described, ...nothing, note: first };
  const tried = { ...described, ...summarise(first), note: untested };
  if (tried.tests?.lith !== 'failed') return tried;
  const second = await runTry([module, ...tests, '--env', 'NODE_ENV=test'], places);
  return typeof second === 'string' ? tried : { ...tried, tests: summarise(second).tests };
}

interface Places {
  /** Where the app is. */
  readonly directory: string;
  readonly out: string;
}

/** The report, or the sentence that `unlith try` ended with. */
async function runTry(words: readonly string[], { directory, out }: Places): Promise<TryReport | string> {
  const loader = ['--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...loader, unlith, 'try', ...words, '--json', '--out', out], {
    cwd: directory,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', end);
  return code === 0 || code === 1
    ? JSON.parse(stdout)
    : (stderr.trim().split('\n').at(-1) ?? `exit code ${code}`);
}

const nothing = {
  routes: 0,
  split: 0,
  keptBecause: {},
  requests: 0,
  findings: 0,
  lithKilobytes: 0,
  functionKilobytes: null,
  tests: null,
};

/** The part of `unlith/try@1` that is read here. */
interface TryReport {
  readonly manifest: {
    readonly fallback: string;
    readonly functions: readonly { readonly name: string; readonly bytes: number }[];
    readonly routes: readonly { readonly function: string; readonly keptBecause: readonly string[] }[];
  };
  readonly parity: { readonly exchanges: number; readonly findings: readonly unknown[] };
  readonly tests?: { readonly baseline: number; readonly candidate: number };
}

function summarise({ manifest, parity, tests }: TryReport): Omit<TriedEntry, 'app' | 'module' | 'note'> {
  const { fallback, functions, routes } = manifest;
  const kept = routes.filter((route) => route.function === fallback);
  const keptBecause: Record<string, number> = {};
  for (const reason of kept.flatMap((route) => route.keptBecause))
    keptBecause[reason] = (keptBecause[reason] ?? 0) + 1;
  const kilobytes = (name: string) =>
    Math.round((functions.find((described) => described.name === name)?.bytes ?? 0) / 1000);
  const extracted = functions
    .filter(({ name }) => name !== fallback)
    .map(({ name }) => kilobytes(name))
    .sort((a, b) => a - b);
  const outcome = (exitCode: number) => (exitCode === 0 ? 'passed' : 'failed');
  return {
    routes: routes.length,
    split: routes.length - kept.length,
    keptBecause,
    requests: parity.exchanges,
    findings: parity.findings.length,
    lithKilobytes: kilobytes(fallback),
    functionKilobytes: extracted[Math.floor(extracted.length / 2)] ?? null,
    tests: tests ? { lith: outcome(tests.baseline), split: outcome(tests.candidate) } : null,
  };
}
