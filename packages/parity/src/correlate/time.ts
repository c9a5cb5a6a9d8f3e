import type { Exchange, SidedStep } from '../compare/exchange.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import type { Lexeme } from './lexeme.ts';

/** A point in time and the way it is written; two times are comparable when they are written alike. */
export interface Instant {
  readonly epochMs: number;
  readonly text: string;
}

/** Reads a time, or a word of digits that is a plausible epoch (2001 to 2286) in seconds or milliseconds. */
export function findInstant(kind: Lexeme['kind'], text: string): Instant | undefined {
  switch (kind) {
    case 'word':
    case 'tag':
      return findEpoch(text);
    case 'date-time':
    case 'http-date':
    case 'date': {
      const epochMs = Date.parse(text);
      return Number.isNaN(epochMs) ? undefined : { epochMs, text };
    }
    default:
      return undefined;
  }
}

function findEpoch(text: string): Instant | undefined {
  if (!(text.length === 10 || text.length === 13) || !/^[1-9]\d+$/.test(text)) return undefined;
  return { epochMs: Number(text) * toPrecisionMs(text), text };
}

/** What the notation of a time can tell apart; 0 for a day, which is none of the clock. */
function toPrecisionMs(text: string): number {
  return /^\d{13}$|\.\d{3}/.test(text) ? 1 : /^\d{10}$|:\d\d:\d\d/.test(text) ? 1000 : 0;
}

/** Whether two times have their digits and names in the same places. */
export function isWrittenAlike({ text: left }: Instant, { text: right }: Instant): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++)
    if (left[index] !== right[index] && toClass(left, index) !== toClass(right, index)) return false;
  return true;
}

/** Digits are alike, and so are the letters of names of days and months; `T`, `Z` and `GMT` have none of either beside them. */
function toClass(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 0x30 && code <= 0x39) return digits;
  return isSmallLetter(code) || isSmallLetter(text.charCodeAt(index + 1)) ? letters : code;
}

const digits = -1;
const letters = -2;
const isSmallLetter = (code: number) => code >= 0x61 && code <= 0x7a;

/** `2026-11-22T12:00:00.000Z` is written `dddd-dd-ddTdd:dd:dd.dddZ`, `Sun, 22 Nov …` is written `aaa, dd aaa …`. */
export function describeFormat({ text }: Instant): string {
  if (/^\d+$/.test(text)) return text.length === 13 ? 'as epoch milliseconds' : 'as epoch seconds';
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
  return isBetween(instant, requestedMs, answeredMs) && toPrecisionMs(instant.text) === 1;
}

/**
 * Whether a time was taken from the clock while the scenario was played, give or take 2 ms and its own precision, or is
 * whole hours after one that was: expiries are.
 */
export function isTakenInScenario(instant: Instant, { scenarioStartMs, answeredMs }: Moments): boolean {
  const startMs = scenarioStartMs - toPrecisionMs(instant.text);
  const hours = Math.max(0, Math.floor((instant.epochMs - startMs + 2) / hourMs));
  return isBetween({ epochMs: instant.epochMs - hours * hourMs }, startMs, answeredMs);
}

const hourMs = 60 * 60 * 1000;

function isBetween({ epochMs }: Pick<Instant, 'epochMs'>, startMs: number, endMs: number): boolean {
  return epochMs >= startMs - 2 && epochMs <= endMs + 2;
}
