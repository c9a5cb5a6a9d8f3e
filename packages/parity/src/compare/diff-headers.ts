import { parseSetCookie } from '../http/cookie.ts';
import { type HeaderLine, listHeader } from '../http/http-message.ts';
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
  return [
    ...diffByName([toHeaderMap(baseline), toHeaderMap(candidate)], (name) => `header:${name}`, headerCodes),
    ...diffByName([toCookieMap(baseline), toCookieMap(candidate)], (name) => `cookie:${name}`, cookieCodes),
  ];
}

/** Several lines are one list, and white space around its commas means nothing: RFC 9110, sections 5.3 and 5.6.1. */
function toHeaderMap(lines: readonly HeaderLine[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of lines) {
    if (name === 'set-cookie' || Object.hasOwn(transportHeaders, name)) continue;
    const earlier = headers.get(name);
    headers.set(name, (earlier === undefined ? value : `${earlier},${value}`).replace(/\s*,\s*/g, ', '));
  }
  return headers;
}

/** `session` for a cookie's value, `session;path` for an attribute; a second cookie of one name is `session[2]`. */
function toCookieMap(lines: readonly HeaderLine[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const cookie of listHeader(lines, 'set-cookie').map(parseSetCookie)) {
    let place = cookie.name;
    for (let n = 2; places.has(place); n++) place = `${cookie.name}[${n}]`;
    places.set(place, cookie.value);
    for (const [attribute, value] of cookie.attributes) places.set(`${place};${attribute}`, value);
  }
  return places;
}
