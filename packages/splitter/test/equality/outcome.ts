import type { Answer } from '../adapter/exchange.ts';

export interface Outcome {
  /** Or why there is none. */
  readonly answer: Answer | string;
  /** The function which answered. */
  readonly by?: string;
}

export const unanswered = 'no answer in time';

/** Patience with a busy machine; an event stream ends on neither side, and tells so by its type. */
export const patience = {
  loadMs: 90_000,
  answerMs: 20_000,
  eventStreamMs: 700,
  likeOriginalMs: 700,
} as const;
