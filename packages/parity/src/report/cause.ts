import { createHash } from 'node:crypto';
import { typeOf } from '../compare/diff-json.ts';
import type { Json } from './finding.ts';
import type { FindingCode } from './finding-catalogue.ts';

/**
 * What findings have in common that one change of the candidate would mend: code, route and place, with `*` for the numbers
 * and ids in it. The same cause has the same key in every run.
 */
export interface CauseKey {
  readonly code: FindingCode;
  readonly routeKey: string;
  /** `body:/items/*` for any of a list; an accepted divergence may name its place like this, too. */
  readonly where: string;
  /** What becomes of what, where that is part of the cause: `200 → 404`, `number → string`. */
  readonly change?: string;
}

interface Differing {
  readonly code: FindingCode;
  readonly where: string;
  readonly baseline: Json;
  readonly candidate: Json;
}

/** The cause to which a difference belongs. */
export function toCauseKey({ code, where, baseline, candidate }: Differing, routeKey: string): CauseKey {
  const change = toChange(code, baseline, candidate);
  return { code, routeKey, where: generalisePlace(where), ...(change !== undefined && { change }) };
}

/** The causes of one code at one route taken together. */
export function foldCause({ code, routeKey }: CauseKey): CauseKey {
  return { code, routeKey, where: '*' };
}

/** Twelve hexadecimal digits for a cause, the same in every run. */
export function toFingerprint(cause: CauseKey): string {
  return createHash('sha256').update(toCauseText(cause)).digest('hex').slice(0, 12);
}

/** A text that is the same for equal causes. */
export function toCauseText({ code, routeKey, where, change = '' }: CauseKey): string {
  return JSON.stringify([routeKey, where, code, change]);
}

/** `body:/items/0` is `body:/items/*`, `body:/html/body/li[2]@class` is `body:/html/body/li[*]@class`. */
export function generalisePlace(where: string): string {
  return where.startsWith('body:/') ? where.replace(/(?<=\/)[^/]+/g, generaliseToken) : where;
}

/** A token of a place with `*` for what it counts or identifies. */
export function generaliseToken(token: string): string {
  return variable.test(token) ? '*' : token.replace(/\[\d+\]/g, '[*]');
}

/** Numbers, dates, UUIDs, ULIDs, hashes and other long tokens: names of fields are none of these. */
const variable =
  /^(?:\d+|\d{4}-\d\d-\d\d.*|[0-7][0-9A-HJKMNP-TV-Z]{25}|(?=.*\d)[0-9a-f]{12,}|(?=.*\d)[0-9a-f-]{36}|(?=.*\d.*\d)[\w-]{20,})$/i;

function toChange(code: FindingCode, baseline: Json, candidate: Json): string | undefined {
  const describe = code === 'parity.body-type' ? typeOf : String;
  const [left, right] = [describe(baseline), describe(candidate)];
  const telling = /^parity\.(?:status|unexpected-status|body-type)$/.test(code) && left !== right;
  return telling ? `${left} → ${right}` : undefined;
}
