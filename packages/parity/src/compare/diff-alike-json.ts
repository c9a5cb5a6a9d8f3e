import type { KnownIds } from '../correlate/correlation.ts';
import { toPointerToken } from '../scenario/json-pointer.ts';
import type { Difference } from './difference.ts';
import { toJson, toNumber } from './exact-json.ts';
import { createFingerprints } from './fingerprint.ts';
import {
  backslash,
  findNumberEnd,
  findStringEnd,
  type JsonCursor,
  quote,
  seekDifference,
} from './json-cursor.ts';

const numberSyntax = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Fatal, because two different broken texts must not become the same U+FFFD. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What `diffJson` finds between two JSON texts that part in nothing but strings and numbers, many times faster: their bytes
 * are compared as they are, and only the values that differ are looked at as JSON. Undefined where the texts part in
 * anything else, or where elements of a list may have changed places. What both have alike need not even be JSON.
 */
export function diffAlikeJson(
  left: Uint8Array,
  right: Uint8Array,
  correlation: KnownIds,
): Difference[] | undefined {
  const cursor: JsonCursor = {
    baseline: toBuffer(left),
    candidate: toBuffer(right),
    at: 0,
    shift: 0,
    path: [],
    expectsName: false,
  };
  let elements: ElementWatch | undefined;
  const differences: Difference[] = [];
  for (;;) {
    const found = seekDifference(cursor);
    if (found !== 'value') return found === 'none' ? differences : undefined;
    const values = readValues(cursor);
    if (!values) return undefined;
    // Loosely, so that 1e20 equals its digits.
    // biome-ignore lint/suspicious/noDoubleEquals: a bigint is never strictly equal to a number.
    if (values[0] == values[1]) continue;
    if (isInList(cursor)) {
      elements ??= createElementWatch(correlation);
      if (!elements.areInPlace(values)) return undefined;
    }
    const [baseline, candidate] = [toJson(values[0]), toJson(values[1])];
    differences.push({ code: 'parity.body-value', where: toPlace(cursor), baseline, candidate });
  }
}

const toBuffer = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length);

/** Reads the two values at hand, and goes on behind them. */
function readValues(cursor: JsonCursor): Values | undefined {
  const { baseline, candidate, at: start, shift } = cursor;
  const findEnd = baseline[start] === quote ? findStringEnd : findNumberEnd;
  const end = findEnd(baseline, start);
  const otherEnd = findEnd(candidate, start + shift);
  cursor.at = end;
  cursor.shift = otherEnd - end;
  return decodePair([baseline, start, end], [candidate, start + shift, otherEnd]);
}

/** Bytes of a text, from one offset to another. */
type Span = readonly [text: Buffer, start: number, end: number];

type Values = readonly [string, string] | readonly [number | bigint, number | bigint];

/** Two strings or two numbers; undefined for anything else. */
function decodePair(left: Span, right: Span): Values | undefined {
  if (left[0][left[1]] === quote) {
    const one = decodeString(...left);
    const other = decodeString(...right);
    return one === undefined || other === undefined ? undefined : [one, other];
  }
  const one = left[0].toString('latin1', left[1], left[2]);
  const other = right[0].toString('latin1', right[1], right[2]);
  return numberSyntax.test(one) && numberSyntax.test(other) ? [toNumber(one), toNumber(other)] : undefined;
}

/** What a string in its quotes says; undefined where it is none. */
function decodeString(...span: Span): string | undefined {
  const [text, start, end] = span;
  if (isPlain(span)) return text.toString('latin1', start + 1, end - 1);
  try {
    return JSON.parse(utf8.decode(text.subarray(start, end)));
  } catch {
    return undefined;
  }
}

/** Whether a string in its quotes stands for itself: printable ASCII without a backslash. */
function isPlain([text, start, end]: Span): boolean {
  for (let at = start + 1; at < end - 1; at++) {
    const byte = text[at] as number;
    if (byte < 0x20 || byte > 0x7e || byte === backslash) return false;
  }
  return end - start > 1 && text[end - 1] === quote;
}

function isInList({ path }: JsonCursor): boolean {
  for (const entry of path) if (entry < 0) return true;
  return false;
}

interface ElementWatch {
  areInPlace(values: Values): boolean;
}

/**
 * Watches values within lists: elements may have changed places where two values differ otherwise than ids and times do,
 * or where a side has what the other has elsewhere.
 */
function createElementWatch(correlation: KnownIds): ElementWatch {
  const toFingerprint = {
    baseline: createFingerprints('baseline', correlation),
    candidate: createFingerprints('candidate', correlation),
  };
  const seen = { baseline: new Set<string>(), candidate: new Set<string>() };
  return {
    areInPlace([left, right]) {
      const [one, other] = [toFingerprint.baseline(left), toFingerprint.candidate(right)];
      if (one.exact === other.exact) return true;
      seen.baseline.add(one.exact);
      seen.candidate.add(other.exact);
      return one.loose === other.loose && !seen.baseline.has(other.exact) && !seen.candidate.has(one.exact);
    },
  };
}

function toPlace({ baseline: text, path }: JsonCursor): string {
  let place = 'body:';
  for (const entry of path) {
    const name = entry < 0 ? -1 - entry : decodeString(text, entry, findStringEnd(text, entry));
    place += `/${toPointerToken(name ?? '')}`;
  }
  return place;
}
