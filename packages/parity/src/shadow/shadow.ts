import { setTimeout } from 'node:timers/promises';
import { parseBaseUrl } from '../http/base-url.ts';
import type { Identity } from '../proxy/listen.ts';
import { startReverseProxy } from '../proxy/reverse-proxy.ts';
import type { ParityReport } from '../report/parity-report.ts';
import { createRouteTable } from '../report/route-table.ts';
import { writeWhole } from '../report/write-report.ts';
import { type CopyBounds, createCopier, maxBodyBytes } from './copier.ts';
import { forkObserver } from './fork-observer.ts';
import { createRouteGuess } from './guess-route.ts';
import type { ObserverOptions } from './observer.ts';
import type { ShadowFigures } from './observer-report.ts';
import { createTrafficCount } from './traffic.ts';

/** Where a shadow stands, and what it copies. */
export interface ShadowOptions extends CopyBounds, Omit<ObserverOptions, 'timeoutMs' | 'maxBodyBytes'> {
  /** Where to listen. Default: 127.0.0.1, and any free port. */
  readonly host?: string;
  readonly port?: number;
  /** For clients that speak TLS. */
  readonly identity?: Identity;
  /** Longest wait for the candidate. Default 10,000. */
  readonly timeoutMs?: number;
  /** Where the report goes, every `intervalMs` (default 10,000) and at the end. Default: nowhere. */
  readonly file?: string;
  readonly intervalMs?: number;
  readonly onFigures?: (figures: ShadowFigures) => void;
  /** Something keeps the shadow from comparing, or from writing the report. Clients do not notice. */
  readonly onTrouble?: (error: Error) => void;
}

/** A reverse proxy that compares. */
export interface Shadow {
  readonly url: string;
  /** Takes no further requests, gives those under way and their copies so long to end, and returns the report. */
  close(graceMs?: number): Promise<ParityReport>;
}

const mostGuessedRoutes = 500;

/**
 * Stands in front of the baseline and answers from it alone, while copies of the requests go to the candidate; what the two
 * answer is compared. Nothing that the candidate does, or does not, reaches a client: copies are made when the client has its
 * answer, in another process, in bounded memory, or else not made and counted.
 *
 * @throws UsageError `target.url`, `proxy.tls`; EnvironmentError `proxy.port`, `report.unwritable`.
 * @example
 * const shadow = await startShadow({ baseline: lith, candidate: split, port: 8080, file: 'reports/findings.json' });
 * process.once('SIGTERM', async () => console.log(formatTerminal(await shadow.close())));
 */
export async function startShadow(
  options: ShadowOptions,
  { startObserver } = { startObserver: forkObserver },
): Promise<Shadow> {
  const { routes = [], intervalMs = 10_000, onFigures = () => {}, onTrouble = () => {} } = options;
  const count = createTrafficCount();
  const findRouteKey = routes.length > 0 ? createRouteTable(routes) : createRouteGuess(mostGuessedRoutes);
  const copier = createCopier(options, {
    count,
    findRouteKey,
    observe: (exchange, routeKey) => observer.observe(exchange, routeKey),
  });
  let onGone = () => {};
  const gone = new Promise<void>((resolve) => {
    onGone = resolve;
  });
  const observer = await startObserver(toObserverOptions(options), {
    onObserved: copier.release,
    onFailed(error) {
      onGone();
      onTrouble(error);
    },
  });
  const write = async () => {
    const { json, figures } = await observer.report(count.traffic());
    if (options.file !== undefined) await writeWhole(options.file, json);
    onFigures(figures);
    return json;
  };
  const proxy = await write()
    .then(() => startReverseProxy({ ...options, upstream: options.baseline, watch: copier.watch }))
    .catch((error) => {
      observer.close();
      throw error;
    });
  const closing = new AbortController();
  const writing = repeat(() => write().catch(onTrouble), intervalMs, closing.signal);
  return {
    url: proxy.url,
    async close(graceMs = 10_000) {
      try {
        await proxy.close(graceMs);
        closing.abort();
        // Copies that went with the observer are never done.
        await within(graceMs, Promise.race([gone, Promise.all([writing, copier.idle()])]));
        const json = await within(graceMs, write());
        if (!json) throw new Error('The observing process does not answer.');
        return JSON.parse(new TextDecoder().decode(json));
      } finally {
        observer.close();
      }
    },
  };
}

/**
 * What goes to another process: no functions, and no key.
 *
 * @throws UsageError `target.url`.
 */
function toObserverOptions({
  onFigures: _,
  onTrouble: __,
  identity: ___,
  ...options
}: ShadowOptions): ObserverOptions {
  for (const url of [options.candidate, options.calibration ?? options.candidate]) parseBaseUrl(url);
  return { timeoutMs: 10_000, maxBodyBytes, ...options };
}

async function repeat(work: () => Promise<unknown>, pauseMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(pauseMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await work();
  }
}

/** Undefined when the time is up. */
function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  return Promise.race([work, setTimeout(ms, undefined, { ref: false })]);
}
