import { exitCodes } from '@unlith/parity/exit-code';

/** SIGINT or SIGTERM arrived while a command was at work. */
class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode = exitCodes.interrupted;
}

let listened: AbortSignal | undefined;

/** Aborted by the first SIGINT or SIGTERM that the process gets; one that comes later than {@link echoMs} ends it at once. */
export function listenForInterruption(): AbortSignal {
  listened ??= listen();
  return listened;
}

/** A terminal sends Ctrl-C to all of its processes, and pnpm and tsx pass theirs on: it comes several times. */
const echoMs = 1_000;

function listen(): AbortSignal {
  const interruption = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stopListening = () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  function onSignal(signal: NodeJS.Signals): void {
    interruption.abort(new Interruption(`${signal} interrupted it.`));
    setTimeout(stopListening, echoMs).unref();
  }
  for (const signal of signals) process.on(signal, onSignal);
  return interruption.signal;
}
