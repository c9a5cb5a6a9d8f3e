import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The CDK app did not synthesise; the message ends with what it printed. */
class SynthError extends Error {
  override readonly name = 'SynthError';
}

/** As `-c key=value` of the CDK CLI. */
export type SynthContext = Readonly<Record<string, string>>;

/**
 * Synthesises the airline's stages as `cdk synth` would, in a process of its own.
 * The CDK's own template validation is left to `pnpm synth`, which CI runs: it costs more than all the rest.
 *
 * @param outDirectory where the assembly goes.
 * @throws {SynthError} with what the CDK app printed.
 */
export async function synthesize(outDirectory: string, context: SynthContext = {}): Promise<void> {
  const app = spawn(process.execPath, ['--import', 'tsx', 'infra/src/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outDirectory,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = (await once(app, 'close')) as [number | null];
  if (code !== 0)
    throw new SynthError(
      `The CDK app ended with code ${code}. Run \`pnpm synth\` to see it alone.\n${output}`,
    );
}
