/** How far the structure of a JSON text has been followed. */
export interface JsonCursor {
  /** In UTF-8. */
  readonly text: Buffer;
  at: number;
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
 * Follows a text up to the string or number that holds the byte at `target` (or, of a number, ends before it), and stops at
 * its start. False where that byte belongs to no such value.
 */
export function seekScalar(cursor: JsonCursor, target: number): boolean {
  const { text, path } = cursor;
  for (let at = cursor.at; at <= target && at < text.length; ) {
    const byte = text[at] as number;
    if (byte === quote) {
      const end = findStringEnd(text, at);
      if (target < end) {
        cursor.at = at;
        return at < target && !cursor.expectsName;
      }
      if (cursor.expectsName) path[path.length - 1] = at;
      at = end;
    } else if (isDigit(byte) || byte === minus) {
      const end = findNumberEnd(text, at);
      if (target <= end) {
        cursor.at = at;
        return true;
      }
      at = end;
    } else {
      follow(cursor, byte);
      at++;
    }
  }
  return false;
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

/** Behind the closing quote of the string that starts here. */
export function findStringEnd(text: Buffer, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === backslash ? 2 : 1;
  return at + 1;
}

/** Behind the last byte of the number that starts here. */
export function findNumberEnd(text: Buffer, start: number): number {
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
