import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RecordedExchange } from '../play/recorded.ts';
import type { ObserverOptions } from './observer.ts';
import type { FromObserver, ToObserver } from './observer-messages.ts';
import type { WrittenReport } from './observer-report.ts';
import { countBytes } from './record-exchange.ts';
import type { Traffic } from './traffic.ts';

/** An observer that runs by itself. */
export interface RunningObserver {
  observe(exchange: RecordedExchange, routeKey: string): void;
  /** Rejects where the observer is gone. */
  report(traffic: Traffic): Promise<WrittenReport>;
  close(): void;
}

/** Who hears of it. */
export interface ObserverEvents {
  /** An exchange has been judged whose bodies hold so many bytes. */
  readonly onObserved: (bytes: number) => void;
  /** The observer is gone: a bug of ours, or no memory left. */
  readonly onFailed: (error: Error) => void;
}

const entry = fileURLToPath(import.meta.url).replace(/fork-observer(?=\.\w+$)/, 'observer-process');
/** More memory than it needs; what would take it lies about its size. From source, it needs what reads TypeScript. */
const execArgv = [
  '--max-old-space-size=512',
  ...(entry.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : []),
];

/** Starts an observer in a process of its own. */
export async function forkObserver(
  options: ObserverOptions,
  { onObserved, onFailed }: ObserverEvents,
): Promise<RunningObserver> {
  const child = fork(entry, [], { execArgv, serialization: 'advanced' });
  // One that ends meanwhile says so by its exit.
  const post = (message: ToObserver) => child.connected && child.send(message, () => {});
  const end = new AbortController();
  child.once('error', (error) => end.abort(error)); // It could not be started.
  child.once('exit', (code, signal) => {
    end.abort(new Error(`The observing process has ended: ${signal ?? `exit code ${code}`}.`));
    if (!child.killed) onFailed(end.signal.reason);
  });
  const said = new EventEmitter();
  child.on('message', (message: FromObserver) => said.emit(message.type, message));
  said.on('observed', ({ bytes }) => onObserved(bytes));
  const hear = async (type: FromObserver['type']) => {
    try {
      return (await once(said, type, { signal: end.signal }))[0];
    } catch {
      throw end.signal.reason;
    }
  };
  post({ type: 'start', options });
  await hear('ready');
  return {
    observe(exchange, routeKey) {
      post({ type: 'observe', exchange, routeKey, bytes: countBytes(exchange) });
    },
    report(traffic) {
      post({ type: 'report', traffic });
      return hear('report');
    },
    close: () => void child.kill('SIGKILL'),
  };
}
