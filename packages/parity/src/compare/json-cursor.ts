/** How far two JSON texts have been followed in step. */
export interface JsonCursor {
  /** In UTF-8. */
  readonly baseline: Buffer;
  readonly candidate: Buffer;
  /** The offset in the baseline's text, and how much further on the candidate's is. */
  at: number;
  shift: number;
  /** The way down to the value at hand: for each object the offset of the field's name, for each list -1 minus the index. */
  readonly path: number[];
  /** Whether the next string is a field's name. */
  expectsName: boolean;
}

export const quote = 0x22;
export const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const minus = 0x2d;
const openObject = 0x7b;
const closeObject = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;

/**
 * Follows both texts to the next string or number that is not written alike, and stops at its start. `none` where they end
 * without one, `otherwise` where they part in anything but a value.
 */
export function seekDifference(cursor: JsonCursor): 'value' | 'none' | 'otherwise' {
  const { baseline, candidate, shift, path } = cursor;
  let { at } = cursor;
  while (at < baseline.length) {
    const byte = baseline[at] as number;
    if (byte === quote || isDigit(byte) || byte === minus) {
      const end = byte === quote ? findSameStringEnd(cursor, at) : findSameNumberEnd(cursor, at);
      if (end < 0) {
        cursor.at = at;
        return cursor.expectsName ? 'otherwise' : 'value';
      }
      if (cursor.expectsName) path[path.length - 1] = at;
      at = end;
    } else {
      if (byte !== candidate[at + shift]) return 'otherwise';
      follow(cursor, byte);
      at++;
    }
  }
  return at + shift === candidate.length ? 'none' : 'otherwise';
}

/** Takes in one byte of structure. */
function follow(cursor: JsonCursor, byte: number): void {
  const { path } = cursor;
  const top = path.length - 1;
  switch (byte) {
    case openObject:
      path.push(0);
      cursor.expectsName = true;
      break;
    case openList:
      path.push(-1);
      cursor.expectsName = false;
      break;
    case closeObject:
    case closeList:
      path.pop();
      cursor.expectsName = false;
      break;
    case comma:
      cursor.expectsName = (path[top] ?? 0) >= 0;
      if (!cursor.expectsName) path[top] = (path[top] as number) - 1;
      break;
    case colon:
      cursor.expectsName = false;
  }
}

/** Behind the string that starts here in both texts, or -1 where it is not written alike. */
function findSameStringEnd({ baseline, candidate, shift }: JsonCursor, start: number): number {
  if (candidate[start + shift] !== quote) return -1;
  for (let at = start + 1; at < baseline.length; at++) {
    const byte = baseline[at];
    if (byte !== candidate[at + shift]) return -1;
    if (byte === quote) return at + 1;
    if (byte === backslash && baseline[++at] !== candidate[at + shift]) return -1;
  }
  return -1;
}

/** Behind the number that starts here in both texts, or -1 where it is not written alike. */
function findSameNumberEnd({ baseline, candidate, shift }: JsonCursor, start: number): number {
  const end = findNumberEnd(baseline, start);
  for (let at = start; at < end; at++) if (baseline[at] !== candidate[at + shift]) return -1;
  return isNumberByte(candidate[end + shift]) ? -1 : end;
}

/** Behind the closing quote of the string that starts here. */
export function findStringEnd(text: Buffer, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === backslash ? 2 : 1;
  return at + 1;
}

/** Behind the last byte of the number that starts here. */
export function findNumberEnd(text: Buffer, start: number): number {
  let at = start;
  while (at < text.length && isNumberByte(text[at])) at++;
  return at;
}

/** Digits and `-`, `+`, `.`, `E`, `e`. */
function isNumberByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return isDigit(byte) || byte === minus || byte === 0x2b || byte === 0x2e || byte === 0x45 || byte === 0x65;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
