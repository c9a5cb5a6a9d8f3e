import { type Cookie, parseSetCookie } from '../http/cookie.ts';
import { type HeaderLine, listHeader } from '../http/http-message.ts';
import { toCanonicalMediaType } from '../http/media-type.ts';
import { type Difference, diffByName, type PlaceCodes } from './difference.ts';
import { transportHeaders } from './transport-headers.ts';

const headerCodes: PlaceCodes = {
  missing: 'parity.header-missing',
  added: 'parity.header-added',
  value: 'parity.header-value',
};
const cookieCodes: PlaceCodes = {
  missing: 'parity.cookie-missing',
  added: 'parity.cookie-added',
  value: 'parity.cookie',
};

/** Compares headers by name, and each cookie with its attributes; transport headers are left out. */
export function diffHeaders(baseline: readonly HeaderLine[], candidate: readonly HeaderLine[]): Difference[] {
  const names = findDiffering(baseline, candidate);
  if (names.size === 0) return [];
  const cookies = names.delete('set-cookie')
    ? diffCookies(toCookieMap(baseline), toCookieMap(candidate))
    : [];
  const headers = [toFields(baseline, names), toFields(candidate, names)] as const;
  return diffByName(headers, (name) => `header:${name}`, headerCodes).concat(cookies);
}

/** The names whose lines are not the same on both sides; most answers differ in few, or in none. */
function findDiffering(baseline: readonly HeaderLine[], candidate: readonly HeaderLine[]): Set<string> {
  const names = new Set<string>();
  for (let index = 0; index < Math.max(baseline.length, candidate.length); index++) {
    const left = baseline[index];
    const right = candidate[index];
    if (left?.[0] === right?.[0] && left?.[1] === right?.[1]) continue;
    if (left && !Object.hasOwn(transportHeaders, left[0])) names.add(left[0]);
    if (right && !Object.hasOwn(transportHeaders, right[0])) names.add(right[0]);
  }
  return names;
}

/**
 * Several lines are one list, and white space around its commas means nothing: RFC 9110, sections 5.3 and 5.6.1. A media
 * type has one form.
 */
function toFields(lines: readonly HeaderLine[], names: ReadonlySet<string>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of lines) {
    if (!names.has(name)) continue;
    const stated = name === 'content-type' ? toCanonicalMediaType(value) : value;
    const earlier = fields.get(name);
    const list = earlier === undefined ? stated : `${earlier},${stated}`;
    fields.set(name, list.includes(',') ? list.replace(/\s*,\s*/g, ', ') : list);
  }
  return fields;
}

type Cookies = ReadonlyMap<string, Cookie>;

/** `cookie:session` is a cookie's value, `cookie:session;path` an attribute; a cookie that only one side sets is one difference. */
function diffCookies(baseline: Cookies, candidate: Cookies): Difference[] {
  const toValues = (cookies: Cookies) => new Map([...cookies].map(([place, { value }]) => [place, value]));
  const values = diffByName(
    [toValues(baseline), toValues(candidate)],
    (place) => `cookie:${place}`,
    cookieCodes,
  );
  const attributes = [...baseline].flatMap(([place, cookie]) => {
    const other = candidate.get(place);
    const where = (name: string) => `cookie:${place};${name}`;
    return other ? diffByName([cookie.attributes, other.attributes], where, cookieCodes) : [];
  });
  return [...values, ...attributes];
}

/** By name; a second cookie of one name is `session[2]`. */
function toCookieMap(lines: readonly HeaderLine[]): Cookies {
  const cookies = new Map<string, Cookie>();
  for (const cookie of listHeader(lines, 'set-cookie').map(parseSetCookie)) {
    let place = cookie.name;
    for (let n = 2; cookies.has(place); n++) place = `${cookie.name}[${n}]`;
    cookies.set(place, cookie);
  }
  return cookies;
}
