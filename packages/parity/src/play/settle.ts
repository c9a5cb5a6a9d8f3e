import { setTimeout } from 'node:timers/promises';
import type { HttpResponse } from '../http/http-message.ts';
import type { Settlement } from '../scenario/scenario.ts';

const firstPauseMs = 10;
const longestPauseMs = 250;

/** The last answer, and whether it was the settled one. */
export interface Settled {
  readonly response: HttpResponse;
  readonly settled: boolean;
}

/** Asks again, at growing intervals, until the answer is the settled one or the time is up. */
export async function settle(
  ask: () => Promise<HttpResponse>,
  { withinMs, until }: Settlement,
): Promise<Settled> {
  const deadlineMs = performance.now() + withinMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const response = await ask();
    const settled = until({ status: response.status, json: parseJson(response.body) });
    if (settled || performance.now() + pauseMs > deadlineMs) return { response, settled };
    await setTimeout(pauseMs);
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
