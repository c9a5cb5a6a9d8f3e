import { readdirSync, readFileSync } from 'node:fs';

/** Ids of all processes that a process has started, and these in turn: by `/proc/<pid>/stat`, field 4. */
export function listDescendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), readParent(Number(name))] as const);
  const childrenOf = (parent: number): number[] =>
    parents.filter(([, each]) => each === parent).flatMap(([child]) => [child, ...childrenOf(child)]);
  return childrenOf(pid);
}

/** A process that is there, be it a zombie. */
export const isAlive = (pid: number): boolean => readParent(pid) !== undefined;

function readParent(pid: number): number | undefined {
  try {
    // The second field, the name, may hold spaces and parentheses: what counts follows its last one.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
  } catch {
    return undefined;
  }
}
