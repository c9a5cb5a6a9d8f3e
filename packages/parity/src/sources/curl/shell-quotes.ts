import { toByteString } from '../byte-string.ts';

// Quotes of POSIX shells and of bash, in both directions. Everything here is a byte string, for `$'\xff'` is no text.
// https://www.gnu.org/software/bash/manual/html_node/Quoting.html

/** What only a running shell knows, marked with characters that are no bytes. */
export const markExpansion = (source: string): string => `⟨${source}⟩`;

/** The first of what only a running shell knows: `$TOKEN`. */
export const findExpansion = (word: string): string | undefined => /⟨(.*?)⟩/s.exec(word)?.[1];

/** `$NAME`, `${NAME}`, `$(command)` and the same in backquotes. */
export const expansion = /\$(?:\w+|[*@#?!$-]|\{[^}]*\}|\([^)]*\))|`[^`]*`/;

/** What stands between double quotes -> what it means. */
export function readDoubleQuoted(inner: string): string {
  const special = new RegExp(String.raw`\\([$"\\${'`'}]|\r?\n)|(${expansion.source})`, 'g');
  return inner.replaceAll(special, (_, escaped?: string, expanded?: string) =>
    expanded === undefined ? (escaped ?? '').trimStart() : markExpansion(expanded),
  );
}

const ansiLetters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What stands between `$'` and `'` -> what it means. */
export function readAnsiQuoted(inner: string): string {
  return inner.replaceAll(
    /\\(?:x([\da-f]{1,2})|([0-7]{1,3})|u([\da-f]{1,4})|U([\da-f]{1,8})|c([\s\S])|([\s\S]))/gi,
    (_, hex?: string, octal?: string, short?: string, long?: string, control?: string, letter = '') => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      const point = short ?? long;
      if (point) return toByteString(String.fromCodePoint(Number.parseInt(point, 16)));
      if (control) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return ansiLetters[letter] ?? letter;
    },
  );
}

/** A byte string without NUL -> a word that any POSIX shell reads as it; bytes that are no text need bash. */
export function quoteShellWord(byteString: string): string {
  const text = Buffer.from(byteString, 'latin1').toString();
  if (toByteString(text) === byteString && !/[^\P{Cc}\n\t]/u.test(text))
    return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const toHex = (byte: string) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `$'${byteString.replaceAll(/[^ -~]|['\\]/g, toHex)}'`;
}
