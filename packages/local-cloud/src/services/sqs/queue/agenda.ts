import type { Delivery } from './message.ts';

/** The deliveries that are invisible for now, in the order in which their time comes. */
export class Agenda {
  readonly #entries: { readonly timeMs: number; readonly delivery: Delivery }[] = [];

  /** An entry that the delivery had before is void: its time is not the delivery's any more. */
  add(delivery: Delivery): void {
    const timeMs = delivery.visibleAtMs;
    let at = this.#entries.length;
    // Most timeouts of a queue are alike, so that the place is near the end.
    while (at > 0 && (this.#entries[at - 1]?.timeMs ?? 0) > timeMs) at--;
    this.#entries.splice(at, 0, { timeMs, delivery });
  }

  /** Takes out what is due. */
  takeDue(nowMs: number): Delivery[] {
    const at = this.#entries.findIndex(({ timeMs }) => timeMs > nowMs);
    const due = this.#entries.splice(0, at < 0 ? this.#entries.length : at);
    return due.flatMap(({ timeMs, delivery }) => (isWaiting(delivery, timeMs) ? [delivery] : []));
  }

  /** When something is due next. */
  nextMs(): number | undefined {
    while (this.#entries[0] && !isWaiting(this.#entries[0].delivery, this.#entries[0].timeMs)) {
      this.#entries.shift();
    }
    return this.#entries[0]?.timeMs;
  }
}

function isWaiting({ state, visibleAtMs }: Delivery, timeMs: number): boolean {
  return (state === 'delayed' || state === 'in-flight') && visibleAtMs === timeMs;
}
