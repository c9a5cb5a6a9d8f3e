import type { PatternReader } from './reader.ts';
import { equalsIgnoringCase, type ParseText, parsePrefix, parseSuffix, parseWildcard } from './text-tests.ts';

/**
 * `"a"`, `1`, `["a", "b"]`, `[1, 2]`, or one operator with a string or a list of strings: any leaf passes that none of
 * them selects, numbers and `null` included, provided that there is one
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-anything-but).
 */
export function parseAnythingBut(
  argument: unknown,
  path: string,
  reader: PatternReader,
): ((leaf: unknown) => boolean) | undefined {
  if (isObject(argument)) return parseAnythingButText(argument, path, reader);
  const excluded = toList(argument);
  const [first] = excluded;
  const isUniform = excluded.every((item) => typeof item === typeof first);
  if ((typeof first !== 'string' && typeof first !== 'number') || !isUniform) {
    return reader.report(path, 'must be strings or numbers, not both, or one operator');
  }
  return (leaf) => !excluded.includes(leaf);
}

const operators: ReadonlyMap<string, ParseText> = new Map<string, ParseText>([
  ['equals-ignore-case', (argument) => equalsIgnoringCase(String(argument))],
  ['prefix', parsePrefix],
  ['suffix', parseSuffix],
  ['wildcard', parseWildcard],
]);

function parseAnythingButText(
  argument: Readonly<Record<string, unknown>>,
  path: string,
  reader: PatternReader,
): ((leaf: unknown) => boolean) | undefined {
  const [[operator, texts] = ['', undefined], ...others] = Object.entries(argument);
  const parse = operators.get(operator);
  if (!parse || others.length > 0) return reader.report(path, `has an unknown operator "${operator}"`);
  if (reader.dialect === 'pipe') {
    return reader.report(path, `combines anything-but with ${operator}, which filters of Pipes do not have`);
  }
  const list = toList(texts);
  if (list.length === 0 || !list.every((item) => typeof item === 'string' && item !== '')) {
    return reader.report(`${path}.${operator}`, 'must be a string or a list of strings');
  }
  const excluded = list.flatMap((item) => parse(item, `${path}.${operator}`, reader) ?? []);
  return (leaf) => typeof leaf !== 'string' || !excluded.some((selects) => selects(leaf));
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
