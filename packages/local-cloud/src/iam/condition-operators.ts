import { BlockList, isIP } from 'node:net';
import { compilePattern, type Pattern, type PatternSyntax } from './pattern.ts';

/**
 * The condition operators of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * (`Null` asks for presence, not for a value: see condition.ts).
 */
export interface ConditionOperator {
  /** True when no value of the policy matches; also true when the key is not in the request. */
  readonly negated: boolean;
  /** What a value must look like, for the error message. */
  readonly expects: string;
  /** Prepares one value of the policy; `undefined` when it is not of the operator's kind. */
  compile(value: string, variables: boolean): Pattern | undefined;
}

type Order = (given: number, wanted: number) => boolean;

const equals: Order = (given, wanted) => given === wanted;
const orders: Readonly<Record<string, Order>> = {
  LessThan: (given, wanted) => given < wanted,
  LessThanEquals: (given, wanted) => given <= wanted,
  GreaterThan: (given, wanted) => given > wanted,
  GreaterThanEquals: (given, wanted) => given >= wanted,
};

export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', text({})),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text({ ignoreCase: true })),
  ...pair('StringLike', 'StringNotLike', text({ wildcards: true })),
  // "ArnEquals and ArnLike behave identically"
  ...pair('ArnEquals', 'ArnNotEquals', text({ wildcards: true, arn: true })),
  ...pair('ArnLike', 'ArnNotLike', text({ wildcards: true, arn: true })),
  ...ordered('Numeric', 'a number', parseNumber),
  ...ordered('Date', 'an ISO 8601 date or epoch seconds', parseDateMs),
  ...pair('IpAddress', 'NotIpAddress', { expects: 'an IP address or CIDR range', compile: compileAddress }),
  single('Bool', { expects: 'true or false', compile: compileBoolean }),
  single('BinaryEquals', { expects: 'base64', compile: compileBinary }),
]);

type Comparison = Omit<ConditionOperator, 'negated'>;

function single(name: string, comparison: Comparison): [string, ConditionOperator] {
  return [name, { ...comparison, negated: false }];
}

function pair(name: string, opposite: string, comparison: Comparison): [string, ConditionOperator][] {
  return [single(name, comparison), [opposite, { ...comparison, negated: true }]];
}

function ordered(
  family: string,
  expects: string,
  parse: (text: string) => number,
): [string, ConditionOperator][] {
  const comparison = (holds: Order): Comparison => ({
    expects,
    compile(value) {
      const wanted = parse(value);
      return Number.isNaN(wanted) ? undefined : (given) => holds(parse(given), wanted);
    },
  });
  return [
    ...pair(`${family}Equals`, `${family}NotEquals`, comparison(equals)),
    ...Object.entries(orders).map(([name, holds]) => single(family + name, comparison(holds))),
  ];
}

function text(syntax: PatternSyntax): Comparison {
  return {
    expects: 'a string',
    compile: (value, variables) => compilePattern(value, { ...syntax, variables }),
  };
}

function parseNumber(value: string): number {
  return value.trim() === '' ? Number.NaN : Number(value);
}

/** More than four digits are epoch seconds: `2026` is a year (https://www.w3.org/TR/NOTE-datetime). */
function parseDateMs(value: string): number {
  return /^-?\d{5,}(\.\d+)?$/u.test(value) ? Number(value) * 1_000 : Date.parse(value);
}

function compileBoolean(value: string): Pattern | undefined {
  const wanted = value.toLowerCase();
  return wanted === 'true' || wanted === 'false' ? (given) => given.toLowerCase() === wanted : undefined;
}

function compileBinary(value: string): Pattern | undefined {
  const wanted = Buffer.from(value, 'base64');
  const isBase64 = wanted.toString('base64') === value;
  return isBase64 ? (given) => wanted.equals(Buffer.from(given, 'base64')) : undefined;
}

function compileAddress(value: string): Pattern | undefined {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix || Number.NaN);
  if (!family || rest.length > 0 || !Number.isInteger(length) || length < 0 || length > bits)
    return undefined;
  const range = new BlockList();
  range.addSubnet(address, length, toFamily(family));
  return (given) => isIP(given) !== 0 && range.check(given, toFamily(isIP(given)));
}

function toFamily(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}
