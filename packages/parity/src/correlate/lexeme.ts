/**
 * Cuts a text into the pieces which may change from one run to the next (times, ids, words that may be opaque tokens)
 * and the text between them: `/api/bookings/01JD…?from=LHR` is text, ulid, text, word, text, word.
 * Two texts are comparable piece by piece when they have the same shape.
 */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly text: string;
}

type LexemeKind = 'text' | 'date-time' | 'http-date' | 'date' | 'uuid' | 'ulid' | 'word';

const patterns: readonly (readonly [LexemeKind, RegExp])[] = [
  ['date-time', /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/],
  ['http-date', /[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT/],
  ['uuid', /(?<![A-Za-z0-9])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![A-Za-z0-9])/],
  // https://github.com/ulid/spec: 26 characters of Crockford's base 32, 128 bits
  ['ulid', /(?<![A-Za-z0-9])[0-7][0-9A-HJKMNP-TV-Z]{25}(?![A-Za-z0-9])/],
  ['date', /(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])/],
];
/** One group for each pattern, in their order. */
const known = new RegExp(patterns.map(([, { source }]) => `(${source})`).join('|'), 'g');

/** Letters, digits and what base64url, UUIDs and percent-encoding add to them. */
const word = /(?:[\w-]|%[0-9A-Fa-f]{2})+/g;

const base64 = /^(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

/** https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
const entityTag = /^((?:W\/)?")([^"]*)(")$/;

function lex(text: string): Lexeme[] {
  const pieces = cut(text, known, (match) => toKnownLexeme(match));
  if (pieces.some(({ kind }) => kind !== 'text'))
    return pieces.flatMap((piece) => (piece.kind === 'text' ? lexWords(piece.text) : piece));
  const [, open = '', tag = text, close = ''] = entityTag.exec(text) ?? [];
  if (open) return [toText(open), toWord(tag), toText(close)];
  return lexWords(text);
}

/**
 * Two texts cut alike, piece by piece; undefined when their shapes differ. Two values in the standard base64 alphabet are
 * one piece each, because their slashes separate nothing, unless they begin like one and the same path.
 */
export function pairLexemes(baseline: string, candidate: string): [Lexeme, Lexeme][] | undefined {
  const opaque = base64.test(baseline) && base64.test(candidate);
  if (opaque && !/^\/?[a-z]{2,}\//.test(toSharedStart(baseline, candidate)))
    return [[toWord(baseline), toWord(candidate)]];
  const [left, right] = [lex(baseline), lex(candidate)];
  if (left.length !== right.length) return undefined;
  const pairs = left.map((lexeme, index): [Lexeme, Lexeme] => [lexeme, right[index] as Lexeme]);
  return pairs.every(([one, other]) => one.kind === other.kind) ? pairs : undefined;
}

/** How two texts begin alike. */
export function toSharedStart(left: string, right: string): string {
  let end = 0;
  while (end < left.length && left[end] === right[end]) end++;
  return left.slice(0, end);
}

/** The text with everything blotted out that might be an id or a time. */
export function maskNoise(text: string): string {
  if (base64.test(text)) return '<word>';
  return lex(text)
    .map(({ kind, text: piece }) =>
      kind === 'text' || (kind === 'word' && !isOpaque(piece, piece)) ? piece : `<${kind}>`,
    )
    .join('');
}

/**
 * Whether two different words look like opaque tokens rather than like language or quantities: 8 characters, of which one
 * is a digit or stands in capitals behind a small letter. Of digits alone it takes 10: smaller numbers count something.
 */
export function isOpaque(left: string, right: string): boolean {
  return (
    [left, right].every((text) => (/^\d+$/.test(text) ? text.length >= 10 : text.length >= 8)) &&
    [left, right].some((text) => /\d|[a-z][A-Z]/.test(text))
  );
}

function lexWords(text: string): Lexeme[] {
  return cut(text, word, ([match]) => toWord(match));
}

function toKnownLexeme([text, ...groups]: RegExpMatchArray): Lexeme {
  const [kind = 'text'] = patterns[groups.findIndex((group) => group !== undefined)] ?? [];
  return { kind, text };
}

function cut(text: string, pattern: RegExp, toLexeme: (match: RegExpMatchArray) => Lexeme): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) lexemes.push(toText(text.slice(end, match.index)));
    lexemes.push(toLexeme(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) lexemes.push(toText(text.slice(end)));
  return lexemes;
}

function toText(text: string): Lexeme {
  return { kind: 'text', text };
}

function toWord(text: string): Lexeme {
  return { kind: 'word', text };
}
