import { toPointerToken } from '../scenario/json-pointer.ts';
import type { DiffRules } from './diff-rules.ts';
import type { Difference } from './difference.ts';
import { createElementWatch, type ElementWatch } from './element-watch.ts';
import { findStringEnd, type JsonCursor, seekDifference } from './json-cursor.ts';
import { decodeScalar, decodeString, findScalarEnd, type Scalar } from './json-scalar.ts';

interface Deps extends Pick<DiffRules, 'correlation'> {
  /** What the baseline's text differs in from another: the differences with spans. */
  readonly expected?: readonly Difference[] | undefined;
}

type Texts = readonly [baseline: Buffer, candidate: Buffer];

/**
 * What `diffJson` finds between two JSON texts that part in nothing but strings and numbers, many times faster: their bytes
 * are compared as they are, and only the values that differ are looked at as JSON. Undefined where the texts part in
 * anything else, or where elements of a list may have changed places. What both have alike need not even be JSON.
 */
export function diffAlikeJson(
  baseline: Uint8Array,
  candidate: Uint8Array,
  deps: Deps,
): Difference[] | undefined {
  const texts = [toBuffer(baseline), toBuffer(candidate)] as const;
  return diffWhereExpected(texts, deps) ?? diffInStep(texts, deps);
}

/**
 * The short cut: where the two part in nothing but the values in which the baseline has parted from another run, what stands
 * between those is the same, and need not be read as JSON.
 */
function diffWhereExpected([one, other]: Texts, { expected, correlation }: Deps): Difference[] | undefined {
  if (!expected) return undefined;
  const differences: Difference[] = [];
  let elements: ElementWatch | undefined;
  let [end, shift] = [0, 0];
  for (const { where, baseline, span } of expected) {
    if (!span) continue;
    if (!areSame(one, other, { from: end, to: span.start, shift })) return undefined;
    const start = span.start + shift;
    const otherEnd = findScalarEnd(other, start);
    end = span.end;
    shift = otherEnd - end;
    const candidate = decodeScalar(other, start, otherEnd);
    if (typeof candidate !== typeof baseline) return undefined;
    if (candidate === baseline) continue;
    if (span.isInList) {
      elements ??= createElementWatch(correlation);
      if (!elements.areInPlace(baseline as Scalar, candidate as Scalar)) return undefined;
    }
    differences.push({ code: 'parity.body-value', where, baseline, candidate: candidate as string | number });
  }
  const isSameToTheEnd =
    one.length + shift === other.length && areSame(one, other, { from: end, to: one.length, shift });
  return isSameToTheEnd ? differences : undefined;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How much further on it is in the candidate's text. */
  readonly shift: number;
}

function areSame(one: Buffer, other: Buffer, { from, to, shift }: Stretch): boolean {
  return to + shift <= other.length && one.compare(other, from + shift, to + shift, from, to) === 0;
}

function diffInStep([one, other]: Texts, { correlation }: Deps): Difference[] | undefined {
  const cursor: JsonCursor = {
    baseline: one,
    candidate: other,
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
    const start = cursor.at;
    const [baseline, candidate] = readValues(cursor);
    if (baseline === undefined || candidate === undefined) return undefined;
    if ((typeof baseline === 'string') !== (typeof candidate === 'string')) return undefined;
    // Loosely, so that 1e20 equals its digits.
    // biome-ignore lint/suspicious/noDoubleEquals: a bigint is never strictly equal to a number.
    if (baseline == candidate) continue;
    const isInList = cursor.path.some((entry) => entry < 0);
    if (isInList) {
      elements ??= createElementWatch(correlation);
      if (!elements.areInPlace(baseline, candidate)) return undefined;
    }
    differences.push({
      code: 'parity.body-value',
      where: toPlace(cursor),
      baseline: toJson(baseline),
      candidate: toJson(candidate),
      span: typeof baseline === 'bigint' ? undefined : { start, end: cursor.at, isInList },
    });
  }
}

const toBuffer = (bytes: Uint8Array) =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const toJson = (value: Scalar) => (typeof value === 'bigint' ? String(value) : value);

/** Reads the two values at hand, and goes on behind them. */
function readValues(cursor: JsonCursor): [baseline: Scalar | undefined, candidate: Scalar | undefined] {
  const { baseline, candidate, at: start, shift } = cursor;
  const end = findScalarEnd(baseline, start);
  const otherEnd = findScalarEnd(candidate, start + shift);
  cursor.at = end;
  cursor.shift = otherEnd - end;
  return [decodeScalar(baseline, start, end), decodeScalar(candidate, start + shift, otherEnd)];
}

function toPlace({ baseline: text, path }: JsonCursor): string {
  let place = 'body:';
  for (const entry of path) {
    const name = entry < 0 ? -1 - entry : decodeString(text, entry, findStringEnd(text, entry));
    place += `/${toPointerToken(name ?? '')}`;
  }
  return place;
}
