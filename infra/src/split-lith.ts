import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StageSettings } from './stage-settings.ts';

const command = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const evidence = fileURLToPath(new URL('../evidence.json', import.meta.url));

/** What the app must find to start. It is only looked at, not served: none of it exists. */
const standIns = {
  JWT_ISSUER: 'https://login.example.com',
  JWT_AUDIENCE: 'airline',
  FLIGHTS_TABLE: 'flights',
  BOOKINGS_TABLE: 'bookings',
  LOYALTY_TABLE: 'loyalty',
  STATISTICS_TABLE: 'statistics',
  AWS_REGION: 'eu-central-1',
  NODE_ENV: 'production',
};

/** The lith could not be split; the message is what `unlith split` said. */
class SplitLithError extends Error {
  override readonly name = 'SplitLithError';
}

/**
 * Splits the lith as anyone would, by the command: the manifest that it writes is all that this app knows of the splitter.
 *
 * @returns the manifest's path.
 * @throws {SplitLithError}
 */
export async function splitLith(
  entry: string,
  outDirectory: string,
  { isRecording }: Pick<StageSettings, 'isRecording'>,
): Promise<string> {
  const environment = Object.entries(standIns).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const words = ['split', entry, '--layout', 'per-route', '--out', outDirectory, ...environment];
  const split = spawn(
    process.execPath,
    ['--import', 'tsx', command, ...words, ...(isRecording ? [] : ['--evidence', evidence])],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [split.stdout, split.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = (await once(split, 'close')) as [number | null];
  if (code !== 0) throw new SplitLithError(`unlith split ended with code ${code}.\n${output}`);
  return join(outDirectory, 'manifest.json');
}
