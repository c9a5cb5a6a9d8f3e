import type { HttpRequest, HttpResponse } from '../http/http-message.ts';

/** What one target answered to a suite: plain data, in the suite's order. */
export interface Playthrough {
  /** The target's URL. */
  readonly target: string;
  readonly scenarios: readonly PlayedScenario[];
}

/** One scenario on one side. */
export interface PlayedScenario {
  readonly name: string;
  /** Epoch milliseconds by our own clock, with fractions. */
  readonly startedAtMs: number;
  readonly steps: readonly PlayedStep[];
}

/** A step that was answered, or the reason why it was not sent. */
export type PlayedStep = AnsweredStep | SkippedStep;

/** One half of an exchange. */
export interface AnsweredStep {
  readonly outcome: 'answered';
  readonly name: string;
  readonly expect?: number;
  /** As the step declares them. */
  readonly orderBlind?: readonly string[];
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** False where the step says that its answer settles, and it did not in time. */
  readonly settled?: boolean;
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/**
 * A step without request: its target has no such credential, an earlier answer lacked a value that it needs, or the play ended
 * before it.
 */
export interface SkippedStep {
  readonly outcome: 'no-credential' | 'not-reached' | 'not-played';
  readonly name: string;
  readonly reason: string;
  /** Absent when the request itself could not be made. */
  readonly request?: Pick<HttpRequest, 'method' | 'path'>;
}
