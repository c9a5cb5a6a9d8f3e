import type { Correlation } from '../correlate/correlation.ts';
import { toPointerToken } from '../scenario/json-pointer.ts';
import type { Difference } from './difference.ts';
import { toJson, toNumber } from './exact-json.ts';
import { createMarks } from './fingerprint.ts';

/** Two texts, as UTF-8, and how far each has been read. */
interface Cursor {
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  i: number;
  j: number;
}

/** The way down to the value at hand: for each object the offset of the field's name, for each list -1 minus the index. */
type Path = number[];

const [quote, backslash, comma, colon, minus] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d] as const;
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d] as const;
const numberSyntax = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Fatal, because two different broken texts must not become the same U+FFFD. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What `diffJson` finds between two JSON texts that part in nothing but strings and numbers, many times faster: both are
 * read side by side without being parsed, and only the values that differ are decoded. Undefined where they part in
 * anything else, or where elements of a list may have changed places. What both have alike need not even be JSON.
 */
export function diffAlikeJson(
  left: Uint8Array,
  right: Uint8Array,
  correlation: Correlation,
): Difference[] | undefined {
  const cursor: Cursor = { left, right, i: 0, j: 0 };
  const path: Path = [];
  const differences: Difference[] = [];
  let expectsName = false;
  while (cursor.i < left.length) {
    const { i, j } = cursor;
    const byte = left[i] as number;
    if (byte === quote || isDigit(byte) || byte === minus) {
      const alike = byte === quote ? skipString(cursor) : skipNumber(cursor);
      if (expectsName) {
        if (!alike) return undefined;
        path[path.length - 1] = i;
      } else if (!alike) {
        const values = decodePair(left.subarray(i, cursor.i), right.subarray(j, cursor.j));
        if (!values || (path.some(isElement) && !isInPlace(values, correlation))) return undefined;
        differences.push(...toDifference(values, toPlace(left, path)));
      }
      continue;
    }
    if (byte !== right[j]) return undefined;
    cursor.i++;
    cursor.j++;
    expectsName = step(byte, path, expectsName);
  }
  return cursor.j === right.length ? differences : undefined;
}

/** Follows one byte of structure; returns whether the next string is a field's name. */
function step(byte: number, path: Path, expectsName: boolean): boolean {
  const top = path.length - 1;
  switch (byte) {
    case openObject:
      path.push(0);
      return true;
    case openList:
      path.push(-1);
      return false;
    case closeObject:
    case closeList:
      path.pop();
      return false;
    case comma:
      if (top < 0 || !isElement(path[top] as number)) return true;
      path[top] = (path[top] as number) - 1;
      return false;
    case colon:
      return false;
    default:
      return expectsName;
  }
}

const isElement = (entry: number) => entry < 0;

/** Moves behind a string on both sides; returns whether it is the same one. */
function skipString(cursor: Cursor): boolean {
  const { left, right } = cursor;
  let { i, j } = cursor;
  for (;;) {
    const byte = left[++i];
    if (byte !== right[++j] || byte === undefined) break;
    if (byte === quote) {
      cursor.i = i + 1;
      cursor.j = j + 1;
      return true;
    }
    if (byte === backslash && left[++i] !== right[++j]) break;
  }
  cursor.i = findStringEnd(left, cursor.i);
  cursor.j = findStringEnd(right, cursor.j);
  return false;
}

function findStringEnd(text: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === backslash ? 2 : 1;
  return at + 1;
}

/** Moves behind a number on both sides; returns whether it is written alike. */
function skipNumber(cursor: Cursor): boolean {
  const { left, right, i, j } = cursor;
  cursor.i = findNumberEnd(left, i);
  cursor.j = findNumberEnd(right, j);
  if (cursor.i - i !== cursor.j - j) return false;
  for (let offset = 0; i + offset < cursor.i; offset++)
    if (left[i + offset] !== right[j + offset]) return false;
  return true;
}

function findNumberEnd(text: Uint8Array, start: number): number {
  let at = start;
  while (at < text.length && isNumberByte(text[at] as number)) at++;
  return at;
}

/** Digits and `-`, `+`, `.`, `E`, `e`. */
function isNumberByte(byte: number): boolean {
  return isDigit(byte) || byte === minus || byte === 0x2b || byte === 0x2e || byte === 0x45 || byte === 0x65;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

type Values = readonly [string, string] | readonly [number | bigint, number | bigint];

/** Two strings or two numbers; undefined for anything else. */
function decodePair(left: Uint8Array, right: Uint8Array): Values | undefined {
  try {
    const [one, other] = [utf8.decode(left), utf8.decode(right)];
    if (left[0] === quote && right[0] === quote) return [JSON.parse(one), JSON.parse(other)];
    return numberSyntax.test(one) && numberSyntax.test(other) ? [toNumber(one), toNumber(other)] : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two values may vary as they do without their elements having changed places. */
function isInPlace([left, right]: Values, correlation: Correlation): boolean {
  const toMark = createMarks(correlation);
  return toMark.baseline(String(left)) === toMark.candidate(String(right));
}

function toDifference([left, right]: Values, where: string): Difference[] {
  // Loosely, so that 1e20 equals its digits.
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint is never strictly equal to a number.
  if (left == right) return [];
  return [{ code: 'parity.body-value', where, baseline: toJson(left), candidate: toJson(right) }];
}

function toPlace(left: Uint8Array, path: Path): string {
  const tokens = path.map((entry) =>
    isElement(entry)
      ? -1 - entry
      : toPointerToken(JSON.parse(utf8.decode(left.subarray(entry, findStringEnd(left, entry))))),
  );
  return ['body:', ...tokens].join('/');
}
