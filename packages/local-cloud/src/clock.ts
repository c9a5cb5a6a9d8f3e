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
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = Math.max(0, timeMs - Date.now());
      timer = setTimeout(leftMs > longestTimerMs ? wait : run, Math.min(leftMs, longestTimerMs)).unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

/** Some 25 days. Node runs what is later at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestTimerMs = 2 ** 31 - 1;
