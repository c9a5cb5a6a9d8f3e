import { exitCodes } from '@unlith/parity/exit-code';

/** SIGINT or SIGTERM arrived while a command was at work. */
class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode = exitCodes.interrupted;
}

let listened: AbortSignal | undefined;

/** Aborted by the first SIGINT or SIGTERM that the process gets; a second one ends it at once. */
export function listenForInterruption(): AbortSignal {
  listened ??= listen();
  return listened;
}

function listen(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => interruption.abort(new Interruption(`${signal} interrupted it.`)));
  return interruption.signal;
}
