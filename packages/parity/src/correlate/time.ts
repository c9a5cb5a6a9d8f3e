import type { Exchange, SidedStep } from '../compare/exchange.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import type { Lexeme } from './lexeme.ts';

/** A point in time and the way it is written; two times are comparable when they are written alike. */
export interface Instant {
  readonly epochMs: number;
  readonly format: string;
}

/** Reads a time lexeme, or a word of digits that is a plausible epoch (2001 to 2286) in seconds or milliseconds. */
export function findInstant({ kind, text }: Lexeme): Instant | undefined {
  if (kind === 'word' && /^[1-9]\d{9}$/.test(text))
    return { epochMs: Number(text) * 1000, format: 'as epoch seconds' };
  if (kind === 'word' && /^[1-9]\d{12}$/.test(text))
    return { epochMs: Number(text), format: 'as epoch milliseconds' };
  if (kind !== 'date-time' && kind !== 'http-date' && kind !== 'date') return undefined;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : { epochMs, format: toFormat(text) };
}

/** `2026-11-22T12:00:00.000Z` is written `dddd-dd-ddTdd:dd:dd.dddZ`, `Sun, 22 Nov …` is written `aaa, dd aaa …`. */
function toFormat(text: string): string {
  return text.replace(/\d/g, 'd').replace(/[A-Z][a-z]{2}/g, 'aaa');
}

/** When each side of an exchange played, by our own clock, and how far their times may lie apart. */
export interface Clocks {
  readonly baseline: Moments;
  readonly candidate: Moments;
  readonly toleranceMs: number;
}

/** Epoch milliseconds of the scenario's start, the request and the answer. */
interface Moments {
  readonly scenarioStartMs: number;
  readonly requestedMs: number;
  readonly answeredMs: number;
}

/** The clocks of an exchange. */
export function toClocks({ baseline, candidate }: Exchange, toleranceMs: number): Clocks {
  return { baseline: toMoments(baseline), candidate: toMoments(candidate), toleranceMs };
}

function toMoments({ scenarioStartedAtMs, played }: SidedStep<AnsweredStep>): Moments {
  return {
    scenarioStartMs: scenarioStartedAtMs,
    requestedMs: played.startedAtMs,
    answeredMs: played.startedAtMs + played.durationMs,
  };
}

/** Whether two times lie close enough, either as they are or as reckoned from the start of their scenarios. */
export function isWithinTolerance(baseline: Instant, candidate: Instant, clocks: Clocks): boolean {
  const apart = candidate.epochMs - baseline.epochMs;
  const lag = clocks.candidate.scenarioStartMs - clocks.baseline.scenarioStartMs;
  return Math.min(Math.abs(apart), Math.abs(apart - lag)) <= clocks.toleranceMs;
}

/** Whether a time of millisecond precision was taken from the clock while the request was served, give or take 2 ms. */
export function isFresh(instant: Instant, { requestedMs, answeredMs }: Moments): boolean {
  return toPrecisionMs(instant) === 1 && isBetween(instant, requestedMs, answeredMs);
}

/** Whether a time was taken from the clock while the scenario was played, give or take 2 ms and its own precision. */
export function isTakenInScenario(instant: Instant, { scenarioStartMs, answeredMs }: Moments): boolean {
  return isBetween(instant, scenarioStartMs - toPrecisionMs(instant), answeredMs);
}

function isBetween({ epochMs }: Instant, startMs: number, endMs: number): boolean {
  return epochMs >= startMs - 2 && epochMs <= endMs + 2;
}

function toPrecisionMs({ format }: Instant): number {
  return /\.ddd|milliseconds/.test(format) ? 1 : /:dd:dd|seconds/.test(format) ? 1000 : 0;
}
