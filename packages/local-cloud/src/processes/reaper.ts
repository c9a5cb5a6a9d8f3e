import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts the cloud's children (functions, database) so that none outlives the cloud, whatever ends it.
 *
 * One tiny `sh` holds the reading end of a pipe and the list of living process groups. The kernel closes the writing
 * end when the cloud dies, even by SIGKILL; the shell then kills what is left and ends. It runs in a session of its
 * own, so Ctrl-C in the terminal does not reach it first.
 */
export interface Reaper {
  /** Like `child_process.spawn`; the child leads a process group of its own. */
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess;
  /** Kills the child's whole process group and waits until the child is gone. */
  kill(child: ChildProcess): Promise<void>;
  /** Kills every child that is left and ends the shell. */
  close(): Promise<void>;
}

const script = `
groups=' '
while read -r change group; do
  case $change in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
`;

export function createReaper(): Reaper {
  const living = new Set<ChildProcess>();
  let shell: ReturnType<typeof startShell> | undefined;

  const kill = async (child: ChildProcess) => {
    if (child.pid === undefined || !living.has(child)) return;
    const gone = once(child, 'exit');
    killGroup(child.pid);
    await gone;
  };

  return {
    spawn(command, args, options) {
      shell ??= startShell();
      const { stdin } = shell;
      const child = spawn(command, args, { ...options, detached: true });
      const { pid } = child;
      if (pid === undefined) return child;
      living.add(child);
      stdin.write(`+ ${pid}\n`);
      child.once('exit', () => {
        living.delete(child);
        killGroup(pid);
        stdin.write(`- ${pid}\n`);
      });
      return child;
    },
    kill,
    async close() {
      await Promise.all([...living].map(kill));
      if (!shell || shell.exitCode !== null || shell.signalCode !== null) return;
      // Somebody waits for it now, perhaps as the last thing that the process does.
      shell.ref();
      const ended = once(shell, 'exit');
      shell.stdin.end();
      await ended;
    },
  };
}

function startShell() {
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // When somebody has killed the shell, the cloud goes on without its safety net.
  shell.stdin.on('error', () => {});
  shell.unref();
  return shell;
}

/** Grandchildren stay in the group after their parent, so the group is killed also when its leader is gone. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: the group is empty already.
  }
}
