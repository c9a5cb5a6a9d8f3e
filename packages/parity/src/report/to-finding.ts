import type { Difference } from '../compare/difference.ts';
import type { Scrubber } from '../http/secrets.ts';
import type { Finding, Json } from './finding.ts';
import { cut, shorten } from './shorten.ts';

/** A difference of a step as a finding: long values are cut. */
export function toFinding(
  { code, where, baseline, candidate, note }: Difference,
  { routeKey, scenario, step }: Pick<Finding, 'routeKey' | 'scenario' | 'step'>,
): Finding {
  const values = { baseline: shorten(baseline), candidate: shorten(candidate) };
  return { code, routeKey, scenario, step, where, ...values, ...(note !== undefined && { note: cut(note) }) };
}

/** A difference without secrets; where its values are some, its note might tell them and is left out. */
export function scrubDifference(difference: Difference, scrubber: Scrubber): Difference {
  const { note, ...rest } = difference;
  const hide = createHide(rest.where, scrubber);
  const hidden = { ...rest, baseline: hide(rest.baseline), candidate: hide(rest.candidate) };
  const telling = note === undefined || JSON.stringify(hidden) !== JSON.stringify(rest);
  return telling ? hidden : { ...hidden, note: scrubber.text(note) };
}

/** `header:authorization`, `cookie:session` and `body:/user/password` say what stands there. */
function createHide(where: string, scrubber: Scrubber): (value: Json) => Json {
  const [, kind, place = ''] = /^(\w+):(.*)$/s.exec(where) ?? [];
  if (kind === 'cookie' && !place.includes(';'))
    return (value) => (typeof value === 'string' ? scrubber.hide(value) : value);
  const name = kind === 'header' ? place : place.split('/').findLast((token) => !/^\d*$/.test(token));
  return (value) => scrubber.named(name ?? '', value);
}
