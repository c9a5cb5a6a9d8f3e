import type { PatternReader } from './reader.ts';

type Compare = (leaf: number, bound: number) => boolean;

const lower: ReadonlyMap<unknown, Compare> = new Map<unknown, Compare>([
  ['>', (leaf, bound) => leaf > bound],
  ['>=', (leaf, bound) => leaf >= bound],
]);
const upper: ReadonlyMap<unknown, Compare> = new Map<unknown, Compare>([
  ['<', (leaf, bound) => leaf < bound],
  ['<=', (leaf, bound) => leaf <= bound],
]);
const all = new Map<unknown, Compare>([['=', (leaf, bound) => leaf === bound], ...lower, ...upper]);

/** "-5.0e9 and +5.0e9 inclusive": https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching */
const limit = 5e9;

/** `["=", n]`, `["<", n]`, `[">", n]`, `[">=", n, "<", m]`: a lower bound may be followed by a higher one. */
export function parseNumeric(
  argument: unknown,
  path: string,
  reader: PatternReader,
): ((leaf: unknown) => boolean) | undefined {
  const form = 'must be like ["=", 1], ["<", 2] or [">", 1, "<=", 2], within ±5e9';
  if (!Array.isArray(argument)) return reader.report(path, form);
  const [operator, bound, second, top, ...rest] = argument as unknown[];
  if (!isBound(bound) || rest.length > 0) return reader.report(path, form);
  const compare = all.get(operator);
  if (!compare) return reader.report(path, form);
  if (argument.length === 2) return (leaf) => isBound(leaf) && compare(leaf, bound);
  const compareTop = upper.get(second);
  if (!lower.has(operator) || !compareTop || !isBound(top)) return reader.report(path, form);
  if (bound >= top) return reader.report(path, 'has a lower bound that is not below the upper one');
  return (leaf) => isBound(leaf) && compare(leaf, bound) && compareTop(leaf, top);
}

function isBound(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= limit;
}
