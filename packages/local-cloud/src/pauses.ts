import type { Clock } from './clock.ts';

/** The pauses of one service, all of which end when it is closed. */
export interface Pauses {
  /** Resolves with true after the time, with false as soon as the service is closed. */
  wait(delayMs: number): Promise<boolean>;
  close(): void;
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>();
  let isOpen = true;
  return {
    wait(delayMs) {
      if (!isOpen) return Promise.resolve(false);
      return new Promise((resolve) => {
        const cancel = clock.at(clock.now() + delayMs, () => {
          waiting.delete(end);
          resolve(true);
        });
        const end = () => {
          cancel();
          resolve(false);
        };
        waiting.add(end);
      });
    },
    close() {
      isOpen = false;
      for (const end of waiting) end();
      waiting.clear();
    },
  };
}
