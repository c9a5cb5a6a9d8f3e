import type { Json } from '../report/finding.ts';
import type { HeaderLine } from './http-message.ts';

/** Puts `«secret 1»` in the place of what nobody should read in a report; equal secrets get the same number. */
export interface Scrubber {
  /** Header lines without credentials; of cookies, the names and attributes stay. */
  headers(lines: readonly HeaderLine[]): HeaderLine[];
  /** JSON in which the values of fields that are named like secrets are hidden. */
  json(value: Json): Json;
  /** A header's value, or a field's of a body or query, by its name. */
  named(name: string, value: Json): Json;
  /** Any text, paths and forms among them: tokens, and parameters that are named like secrets. */
  text(text: string): string;
  /** A value which is secret whatever its name: a cookie's. */
  hide(secret: string): string;
}

/** Creates a scrubber; one serves a whole report, so that a secret can be recognised throughout. */
export function createScrubber({ toMark = (number: number) => `«secret ${number}»` } = {}): Scrubber {
  const marks = new Map<string, string>();
  const given = new Set<string>();
  const hide = (secret: string): string => {
    if (secret === '' || given.has(secret)) return secret;
    const mark = marks.get(secret) ?? toMark(marks.size + 1);
    marks.set(secret, mark);
    given.add(mark);
    return mark;
  };
  const text = (raw: string): string =>
    raw
      .replace(parameter, (whole, name: string, value: string) =>
        isSecretName(name) ? `${name}=${hide(value)}` : whole,
      )
      .replace(field, (whole, start: string, name: string, value: string) =>
        isSecretName(name) ? `${start}${hide(value)}` : whole,
      )
      .replace(token, hide);
  const json = (raw: Json): Json => {
    if (typeof raw === 'string') return text(raw);
    if (Array.isArray(raw)) return raw.map(json);
    if (typeof raw !== 'object' || raw === null) return raw;
    return Object.fromEntries(Object.entries(raw).map(([name, inner]) => [name, named(name, inner)]));
  };
  const named = (name: string, raw: Json): Json =>
    isSecretName(name) && (typeof raw === 'string' || typeof raw === 'number')
      ? String(raw).replace(
          credential,
          (_, scheme: string | undefined, secret: string) => `${scheme ?? ''}${hide(secret)}`,
        )
      : json(raw);
  const header = ([name, line]: HeaderLine): HeaderLine => {
    if (name === 'set-cookie') return [name, line.replace(/(?<==)[^;]*/, hide)];
    if (name === 'cookie') return [name, line.replace(/(?<==)[^;]*/g, hide)];
    return [name, String(named(name, line))];
  };
  return { headers: (lines) => lines.map(header), json, named, text, hide };
}

/** A scheme, and what follows it: https://www.rfc-editor.org/rfc/rfc9110#section-11.4 */
const credential = /^((?:basic|bearer|digest|dpop|negotiate|aws4-hmac-sha256) +)?(.+)$/is;

const parameter = /(?<=^|[?&;\s])([\w.[\]-]+)=([^&;\s"'<>]*)/g;

/** In JSON that is only a text, because it is broken or cut. */
const field = /("([^"\\]+)"\s*:\s*")([^"]*)/g;

/** What gives itself away: JWTs, bearer tokens, AWS access keys, a password in a URL. */
const token =
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=\bbearer )[\w.~+/=-]{8,}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi;

const secretWords =
  /^(?:authorization|credentials?|jwt|otp|passphrase|password|passwd|pwd|secrets?|signature)$/;
const secretEnds =
  /(?:^|(?<!next|page|continuation|cursor|sync) )tokens?$|\b(?:api|access|private|signing) key$|\bsession(?: id)?$/;

/** `x-api-key`, `clientSecret`, `refresh_token`, but not `nextToken`: that is a cursor. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => secretWords.test(word)) || secretEnds.test(words.join(' '));
}
