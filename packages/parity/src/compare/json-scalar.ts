import { toNumber } from './exact-json.ts';
import { backslash, findNumberEnd, findStringEnd, quote } from './json-cursor.ts';

/** A string or a number of a JSON text; one of many digits is a bigint. */
export type Scalar = string | number | bigint;

const numberSyntax = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Fatal, because two different broken texts must not become the same U+FFFD. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Behind the string or number that starts here. */
export function findScalarEnd(text: Buffer, start: number): number {
  return text[start] === quote ? findStringEnd(text, start) : findNumberEnd(text, start);
}

/** What stands between these offsets; undefined where it is neither string nor number. */
export function decodeScalar(text: Buffer, start: number, end: number): Scalar | undefined {
  if (text[start] === quote) return decodeString(text, start, end);
  const digits = text.toString('latin1', start, end);
  return numberSyntax.test(digits) ? toNumber(digits) : undefined;
}

/** What a string in its quotes says; undefined where it is none. */
export function decodeString(text: Buffer, start: number, end: number): string | undefined {
  if (isPlain(text, start, end)) return text.toString('latin1', start + 1, end - 1);
  try {
    return JSON.parse(utf8.decode(text.subarray(start, end)));
  } catch {
    return undefined;
  }
}

/** Whether a string in its quotes stands for itself: printable ASCII without a backslash. */
function isPlain(text: Buffer, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at++) {
    const byte = text[at] as number;
    if (byte < 0x20 || byte > 0x7e || byte === backslash) return false;
  }
  return end - start > 1 && text[end - 1] === quote;
}
