import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Runs `unlith shadow` as its users do, and resolves with its URL. */
export async function startShadowCommand(
  { baseline, candidate, out }: { baseline: string; candidate: string; out: string },
  defer: (cleanUp: () => unknown) => void,
): Promise<string> {
  const words = [
    'shadow',
    '--baseline',
    baseline,
    '--candidate',
    candidate,
    '--out',
    out,
    '--timeout',
    '1000',
  ];
  const command = spawn(process.execPath, ['--import', 'tsx', 'packages/cli/src/main.ts', ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  defer(() => command.kill('SIGKILL'));
  const [line] = (await once(createInterface(command.stdout), 'line')) as [string];
  return line.split(' ')[0] ?? '';
}
