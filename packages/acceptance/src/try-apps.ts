import { join } from 'node:path';
import { writeWhole } from '@unlith/parity';
import { exitCodes } from '@unlith/parity/exit-code';
import { createProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { formatTried } from './try-apps/format-tried.ts';
import { openSourceApps } from './try-apps/open-source-apps.ts';
import { prepareApp, UnavailableApp } from './try-apps/prepare-app.ts';
import { type TriedEntry, tryEntry } from './try-apps/try-entry.ts';

// `pnpm try:apps [word…]`: `unlith try` on apps that others wrote; with words, only on those whose name contains one.

const words = process.argv.slice(2).filter((word) => word !== '--');

await runCommand(async (directory) => {
  const { during } = createProgress();
  const tried: TriedEntry[] = [];
  const unavailable: { app: string; reason: string }[] = [];
  for (const [index, app] of openSourceApps.entries()) {
    const entries = app.entries.filter(({ module }) => isWanted(`${app.name} ${module}`));
    if (entries.length === 0) continue;
    const home = join(directory, String(index));
    try {
      await during(`installing ${app.name}`, () => prepareApp(app, home));
    } catch (error) {
      if (!(error instanceof UnavailableApp)) throw error;
      unavailable.push({ app: app.name, reason: error.message });
      continue;
    }
    for (const entry of entries) {
      const places = { directory: home, out: join(directory, 'reports') };
      tried.push(
        await during(`trying ${app.name}: ${entry.module}`, () => tryEntry(app.name, entry, places)),
      );
      // Each at once: the whole takes long, and an interruption should cost one app.
      await writeReport({ tried, unavailable });
    }
  }
  if (tried.length > 0) console.log(formatTried(tried));
  for (const { app, reason } of unavailable) console.log(`\nnot to be had here: ${app} (${reason})`);
  process.exitCode = exitCodeOf(tried);
});

function exitCodeOf(tried: readonly TriedEntry[]): number {
  if (tried.length === 0) {
    console.error(
      `No app was tried${words.length > 0 ? ` of those whose name contains ${words.join(' or ')}` : ''}.`,
    );
    return exitCodes.environment;
  }
  const isFailing = tried.some(({ findings, tests }) => findings > 0 || tests?.split === 'failed');
  return isFailing ? exitCodes.findings : exitCodes.clean;
}

async function writeReport(report: object): Promise<void> {
  const text = JSON.stringify({ schema: 'unlith/try-apps@1', ...report }, null, 2);
  await writeWhole('reports/try-apps.json', `${text}\n`);
}

function isWanted(name: string): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}
