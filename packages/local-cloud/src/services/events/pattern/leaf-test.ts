import { BlockList, isIP } from 'node:net';
import { parseAnythingBut } from './anything-but.ts';
import { parseNumeric } from './numeric.ts';
import type { PatternReader } from './reader.ts';
import { equalsIgnoringCase, parsePrefix, parseSuffix, parseWildcard, type TextTest } from './text-tests.ts';

/**
 * One of the values that a pattern lists for a field: a literal, or an operator of
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * `absent` passes when the field has no value at all.
 */
export type LeafTest =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; passes(leaf: unknown): boolean };

export function parseLeafTest(source: unknown, path: string, reader: PatternReader): LeafTest | undefined {
  if (source === null || ['string', 'number', 'boolean'].includes(typeof source)) {
    return value((leaf) => leaf === source);
  }
  if (typeof source !== 'object' || Array.isArray(source)) {
    return reader.report(path, 'is neither a literal nor an operator');
  }
  const [[operator, argument] = ['', undefined], ...others] = Object.entries(source);
  if (others.length > 0) return reader.report(path, 'has more than one operator');
  const parse = operators.get(operator);
  if (!parse) return reader.report(path, `has an unknown operator "${operator}"`);
  if (reader.dialect === 'pipe' && operator === 'wildcard') {
    return reader.report(path, 'uses wildcard, which filters of Pipes do not have');
  }
  return parse(argument, `${path}.${operator}`, reader);
}

type Parse = (argument: unknown, path: string, reader: PatternReader) => LeafTest | undefined;

const operators: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['anything-but', (...source) => value(parseAnythingBut(...source))],
  ['cidr', (...source) => text(parseCidr(...source))],
  ['equals-ignore-case', (...source) => text(parseEqualsIgnoreCase(...source))],
  ['exists', parseExists],
  ['numeric', (...source) => value(parseNumeric(...source))],
  ['prefix', (...source) => text(parsePrefix(...source))],
  ['suffix', (...source) => text(parseSuffix(...source))],
  ['wildcard', (...source) => text(parseWildcard(...source))],
]);

function value(passes: ((leaf: unknown) => boolean) | undefined): LeafTest | undefined {
  return passes && { kind: 'value', passes };
}

function text(passes: TextTest | undefined): LeafTest | undefined {
  return value(passes && ((leaf) => typeof leaf === 'string' && passes(leaf)));
}

function parseExists(argument: unknown, path: string, reader: PatternReader): LeafTest | undefined {
  if (typeof argument !== 'boolean') return reader.report(path, 'must be true or false');
  return argument ? value(() => true) : { kind: 'absent' };
}

function parseEqualsIgnoreCase(argument: unknown, path: string, reader: PatternReader): TextTest | undefined {
  if (typeof argument !== 'string') return reader.report(path, 'must be a string');
  return equalsIgnoringCase(argument);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-ip-matching */
function parseCidr(argument: unknown, path: string, reader: PatternReader): TextTest | undefined {
  const [address = '', length = '', ...rest] = typeof argument === 'string' ? argument.split('/') : [];
  const family = isIP(address);
  const isLength = /^\d{1,3}$/u.test(length) && Number(length) <= (family === 4 ? 32 : 128);
  if (!family || !isLength || rest.length > 0) return reader.report(path, 'must be an address and a length');
  const range = new BlockList();
  range.addSubnet(address, Number(length), toFamily(family));
  return (leaf) => isIP(leaf) === family && range.check(leaf, toFamily(family));
}

function toFamily(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}
