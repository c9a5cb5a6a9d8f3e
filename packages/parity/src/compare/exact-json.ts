import type { Json } from '../report/finding.ts';

/** JSON whose integers beyond 2^53 are kept digit by digit, as bigints: https://www.rfc-editor.org/rfc/rfc8259#section-6 */
export type ExactJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly ExactJson[]
  | { readonly [key: string]: ExactJson };

/** An integer of as many digits as a double may fail to hold, behind whatever can stand before a value. */
const longInteger = /(?:^|[:[,\s])-?\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads a JSON text; undefined when it is none. */
export function parseJson(text: string): ExactJson | undefined {
  try {
    return longInteger.test(text) ? parseExactly(text) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Node's own parser cannot show the digits of a number (V8 can from Node 21 on), so they travel as marked strings. */
function parseExactly(text: string): ExactJson {
  let mark = '#';
  while (text.includes(mark)) mark += '#';
  const marked = text.replace(stringOrNumber, (token) =>
    typeof toNumber(token) === 'bigint' ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** The value of a number's text, as a bigint where it is an integer that a double may not hold. */
export function toNumber(text: string): number | bigint {
  const value = Number(text);
  return Math.abs(value) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(text) ? BigInt(text) : value;
}

/** As findings show it: what is too long for a JSON number is its text. */
export function toJson(value: ExactJson): Json {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)));
}
