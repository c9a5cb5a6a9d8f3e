import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { nowMs } from '../play/now-ms.ts';
import type { AnsweredStep, PlayedScenario } from '../play/playthrough.ts';
import { type Collection, readMethod, type Store } from './store.ts';

/** What the scenario is called under which a report shows what was left behind. */
const leftBehind = 'left behind';

interface Reading {
  readonly collections: readonly Collection[];
  readonly isAtRest: boolean;
}

/**
 * Reads stores when they have come to rest, as one more scenario: a step for each collection, `READ /tables/bookings`, whose
 * answer holds its records. So ids, times and noise are judged by the same law as answers, and in one correlation with them.
 *
 * @param startedAtMs when the play began, from which times in records are reckoned.
 */
export async function readStores(stores: readonly Store[], startedAtMs: number): Promise<PlayedScenario> {
  const readings = await Promise.all(stores.map(readAtRest));
  const steps = readings.flatMap(({ collections, isAtRest }) =>
    collections.map((collection) => toStep(collection, isAtRest)),
  );
  return { name: leftBehind, startedAtMs, steps: steps.toSorted(byName) };
}

/** Waits by reading: functions and deliveries that nobody waits for may still be at work. */
async function readAtRest(store: Store): Promise<Reading> {
  const { quietMs = 300, withinMs = 10_000 } = store;
  const deadlineMs = performance.now() + withinMs;
  for (let collections = await store.read(); ; ) {
    if (performance.now() + quietMs > deadlineMs) return { collections, isAtRest: false };
    await setTimeout(quietMs);
    const later = await store.read();
    if (isDeepStrictEqual(later, collections)) return { collections, isAtRest: true };
    collections = later;
  }
}

function toStep({ name, records, orderBlind = [] }: Collection, isAtRest: boolean): AnsweredStep {
  return {
    outcome: 'answered',
    name,
    request: { method: readMethod, path: `/${name}`, headers: [] },
    response: {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: new TextEncoder().encode(JSON.stringify(records)),
    },
    settled: isAtRest,
    orderBlind: ['body:', ...orderBlind.map((pointer) => `body:/*${pointer}`)],
    startedAtMs: nowMs(),
    durationMs: 0,
  };
}

const byName = ({ name: left }: AnsweredStep, { name: right }: AnsweredStep) => (left < right ? -1 : 1);
