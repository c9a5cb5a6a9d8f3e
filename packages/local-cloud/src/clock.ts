/** The time, for whoever waits: long polls, deliveries that are repeated, schedules. Tests bring their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once at that time, at once when it has passed, unless the function that it returns is called before. */
  at(timeMs: number, run: () => void): () => void;
}

/** Waiting keeps no process alive. */
export const systemClock: Clock = {
  now: Date.now,
  at(timeMs, run) {
    const timer = setTimeout(run, Math.max(0, timeMs - Date.now())).unref();
    return () => clearTimeout(timer);
  },
};
