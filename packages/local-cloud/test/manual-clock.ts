import type { Clock } from '../src/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Runs everything that is due until then, in its order, and what follows from it. */
  advance(durationMs: number): Promise<void>;
}

export function createManualClock(startMs = Date.UTC(2026, 10, 22, 12)): ManualClock {
  const agenda = new Set<{ readonly timeMs: number; run(): void }>();
  let nowMs = startMs;
  return {
    now: () => nowMs,
    at(timeMs, run) {
      const entry = { timeMs, run };
      agenda.add(entry);
      return () => void agenda.delete(entry);
    },
    async advance(durationMs) {
      const endMs = nowMs + durationMs;
      await settle();
      for (let next = findNext(agenda, endMs); next; next = findNext(agenda, endMs)) {
        agenda.delete(next);
        nowMs = Math.max(nowMs, next.timeMs);
        next.run();
        await settle();
      }
      nowMs = endMs;
    },
  };
}

function findNext<Entry extends { readonly timeMs: number }>(agenda: ReadonlySet<Entry>, endMs: number) {
  return [...agenda]
    .filter(({ timeMs }) => timeMs <= endMs)
    .toSorted((left, right) => left.timeMs - right.timeMs)[0];
}

/** Everything that waits for promises alone has run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
