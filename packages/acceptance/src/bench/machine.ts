import { arch, cpus, platform, release, totalmem } from 'node:os';

/** What the figures were measured on. */
export function describeMachine(): string {
  const processors = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} x ${processors[0]?.model ?? 'unknown'}, ${memoryGiB} GiB, ${platform()} ${release()} ${arch()}, Node ${process.version}`;
}
