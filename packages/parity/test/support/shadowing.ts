import type http from 'node:http';
import { onTestFinished } from 'vitest';
import type { forkObserver } from '../../src/shadow/fork-observer.ts';
import { createObserver } from '../../src/shadow/observer.ts';
import { toWrittenReport } from '../../src/shadow/observer-report.ts';
import { countBytes } from '../../src/shadow/record-exchange.ts';
import { type ShadowOptions, startShadow } from '../../src/shadow/shadow.ts';
import { startServer } from './server.ts';

/** The URL of a server that answers so until the test is over: a listener's answer, or always the same JSON. */
export async function serve(answer: http.RequestListener | object): Promise<string> {
  const listener =
    typeof answer === 'function'
      ? (answer as http.RequestListener)
      : (_: http.IncomingMessage, response: http.ServerResponse) => answerJson(response, answer);
  const server = await startServer(listener);
  onTestFinished(server.close);
  return server.url;
}

export function answerJson(response: http.ServerResponse, answer: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
}

/** A shadow that is gone when the test is over. It observes in this process, unless `deps` say otherwise: that starts faster. */
export async function shadowing(options: ShadowOptions, deps = { startObserver: observeHere }) {
  const shadow = await startShadow(options, deps);
  let closed: ReturnType<typeof shadow.close> | undefined;
  const close = (graceMs?: number) => {
    closed ??= shadow.close(graceMs);
    return closed;
  };
  onTestFinished(async () => void (await close(0).catch(() => {})));
  return { url: shadow.url, close };
}

const observeHere: typeof forkObserver = async (options, { onObserved }) => {
  const observer = createObserver(options);
  return {
    observe: (exchange, routeKey) =>
      void observer.observe(exchange, routeKey).then(() => onObserved(countBytes(exchange))),
    report: async (traffic) => toWrittenReport(observer, traffic),
    close: observer.close,
  };
};
