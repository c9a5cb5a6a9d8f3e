/**
 * Cuts a text into the pieces which may change from one run to the next (times, ids, words that may be opaque tokens)
 * and the text between them: `/api/bookings/01JD…?from=LHR` is text, ulid, text, word, text, word.
 * Two texts are comparable piece by piece when they have the same shape.
 */
export interface Lexeme {
  readonly kind: LexemeKind;
  readonly text: string;
}

/** A `tag` is what an entity tag has between its quotes; `base64` is a whole value, whose slashes separate nothing. */
type LexemeKind = 'text' | 'tag' | 'base64' | 'word' | KnownKind;
type KnownKind = 'date-time' | 'http-date' | 'uuid' | 'ulid' | 'date';

const knownKinds: readonly KnownKind[] = ['date-time', 'http-date', 'uuid', 'ulid', 'date'];
const sources: Readonly<Record<Exclude<LexemeKind, 'text'>, string>> = {
  'date-time': '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)',
  'http-date': '[A-Z][a-z]{2}, \\d\\d[ -][A-Z][a-z]{2}[ -]\\d{4} \\d\\d:\\d\\d:\\d\\d GMT',
  uuid: '(?<![A-Za-z0-9])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![A-Za-z0-9])',
  // https://github.com/ulid/spec: 26 characters of Crockford's base 32, 128 bits
  ulid: '(?<![A-Za-z0-9])[0-7][0-9A-HJKMNP-TV-Z]{25}(?![A-Za-z0-9])',
  date: '(?<![\\w-])\\d{4}-\\d\\d-\\d\\d(?![\\w-])',
  // Letters, digits and what base64url, UUIDs and percent-encoding add to them.
  word: '(?:[\\w-]|%[0-9A-Fa-f]{2})+',
  tag: '[^"]*',
  base64: '(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$',
};

/** One group for each kind, in their order. */
const alternatives = knownKinds.map((kind) => `(${sources[kind]})`).join('|');
const known = new RegExp(alternatives, 'g');
const onlyKnown = new RegExp(`^(?:${alternatives})$`);
const word = new RegExp(sources.word, 'g');
const base64 = new RegExp(`^${sources.base64}`);
const sticky = Object.fromEntries(
  Object.entries(sources).map(([kind, source]) => [kind, new RegExp(source, 'y')]),
) as Record<Exclude<LexemeKind, 'text'>, RegExp>;

/** https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
const entityTag = /^((?:W\/)?")([^"]*)(")$/;

/** The pieces of a text. */
function lex(text: string): Lexeme[] {
  const whole = onlyKnown.exec(text);
  if (whole) return [toKnownLexeme(whole)];
  const lexemes: Lexeme[] = [];
  let end = 0;
  known.lastIndex = 0;
  for (let match = known.exec(text); match; match = known.exec(text)) {
    lexWords(text.slice(end, match.index), lexemes);
    lexemes.push(toKnownLexeme(match));
    end = known.lastIndex;
  }
  const [, open, tag = '', close = ''] = (end === 0 && entityTag.exec(text)) || [];
  if (open) return [toLexeme('text', open), toLexeme('tag', tag), toLexeme('text', close)];
  lexWords(text.slice(end), lexemes);
  return lexemes;
}

/**
 * Two texts cut alike, piece by piece; undefined when their shapes differ. Two values in the standard base64 alphabet are
 * one piece each, unless they begin like one and the same path.
 */
export function pairLexemes(baseline: string, candidate: string): [Lexeme, string][] | undefined {
  const opaque = isBase64(baseline) && isBase64(candidate);
  const left =
    opaque && !/^\/?[a-z]{2,}\//.test(toSharedStart(baseline, candidate))
      ? [toLexeme('base64', baseline)]
      : lex(baseline);
  const right = readAlike(left, candidate);
  return right && left.map((lexeme, index) => [lexeme, right[index] as string]);
}

/** The pieces of a text which has the shape of others, or undefined where it has not. Reading on sight is what makes it fast. */
export function readAlike(shape: readonly Lexeme[], text: string): string[] | undefined {
  if (shape.some(isBeforeAnother)) return lexAlike(shape, text);
  const pieces: string[] = [];
  let end = 0;
  for (const { kind, text: wanted } of shape) {
    const length = kind === 'text' ? wanted.length : measurePiece(kind, text, end);
    const isSame = length === wanted.length && text.startsWith(wanted, end);
    if (length < 0 || (kind === 'text' && !isSame)) return undefined;
    const piece = isSame ? wanted : text.slice(end, end + length);
    if (kind === 'word' && !isSame && onlyKnown.test(piece)) return undefined;
    pieces.push(piece);
    end += length;
  }
  return end === text.length ? pieces : undefined;
}

/** Most texts are not long enough, or too long by some characters, to be put to the test. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && base64.test(text);
}

/** Where no text stands between two pieces (`1f-` and a UUID), only cutting tells where one ends. */
function isBeforeAnother({ kind }: Lexeme, index: number, shape: readonly Lexeme[]): boolean {
  return kind !== 'text' && (shape[index + 1]?.kind ?? 'text') !== 'text';
}

function lexAlike(shape: readonly Lexeme[], text: string): string[] | undefined {
  const lexemes = lex(text);
  const alike = lexemes.length === shape.length && lexemes.every(({ kind }, at) => kind === shape[at]?.kind);
  return alike ? lexemes.map((lexeme) => lexeme.text) : undefined;
}

/** How long the piece of this kind is that starts here, or -1 where there is none. */
function measurePiece(kind: Exclude<LexemeKind, 'text'>, text: string, start: number): number {
  const pattern = sticky[kind];
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex - start : -1;
}

/** How two texts begin alike. */
export function toSharedStart(left: string, right: string): string {
  let end = 0;
  while (end < left.length && left[end] === right[end]) end++;
  return left.slice(0, end);
}

/** The text with a mark in place of everything that might be an id or a time. */
export function maskNoise(text: string, toMark: (lexeme: Lexeme) => string): string {
  const lexemes = isBase64(text) ? [toLexeme('base64', text)] : lex(text);
  return lexemes.map((lexeme) => (isNoisy(lexeme) ? toMark(lexeme) : lexeme.text)).join('');
}

function isNoisy({ kind, text }: Lexeme): boolean {
  return kind === 'word' || kind === 'tag' ? isOpaque(text, text) : kind !== 'text';
}

/**
 * Whether two different words look like opaque tokens rather than like language or quantities: 8 characters, of which one
 * is a digit or stands in capitals behind a small letter. Of digits alone it takes 10: smaller numbers count something.
 */
export function isOpaque(left: string, right: string): boolean {
  return isLongEnough(left) && isLongEnough(right) && (hasMixture(left) || hasMixture(right));
}

const isLongEnough = (text: string) => text.length >= 10 || (text.length >= 8 && !/^\d+$/.test(text));
const hasMixture = (text: string) => /\d|[a-z][A-Z]/.test(text);

/** Adds words, and the text between them. */
function lexWords(text: string, lexemes: Lexeme[]): void {
  let end = 0;
  word.lastIndex = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    if (match.index > end) lexemes.push(toLexeme('text', text.slice(end, match.index)));
    lexemes.push(toLexeme('word', match[0]));
    end = word.lastIndex;
  }
  if (end < text.length) lexemes.push(toLexeme('text', text.slice(end)));
}

function toKnownLexeme(match: RegExpExecArray): Lexeme {
  let group = 1;
  while (match[group] === undefined) group++;
  return toLexeme(knownKinds[group - 1] as KnownKind, match[0]);
}

function toLexeme(kind: LexemeKind, text: string): Lexeme {
  return { kind, text };
}
