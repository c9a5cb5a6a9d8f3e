import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const idleMs = 5000;
/** Linux counts processor time in hundredths of a second (sysconf _SC_CLK_TCK). */
const tickMs = 10;

/** Milliseconds of processor time that this process and all that it started use while nobody asks for anything, in 5 s. */
export async function measureIdle(): Promise<number> {
  const before = readProcessorTime();
  await setTimeout(idleMs);
  return readProcessorTime() - before;
}

/** Of this process and its descendants, from /proc/<pid>/stat: fields 4 (parent), 14 (user) and 15 (system). */
function readProcessorTime(): number {
  const processes = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : [],
  );
  const sum = (pid: number): number =>
    processes
      .filter((each) => each.parent === pid)
      .reduce((total, child) => total + child.ticks + sum(child.pid), 0);
  const own = readStat(process.pid)?.ticks ?? 0;
  return (own + sum(process.pid)) * tickMs;
}

function readStat(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  try {
    // The second field, the name, may hold spaces and parentheses: what counts follows its last one.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined;
  }
}
