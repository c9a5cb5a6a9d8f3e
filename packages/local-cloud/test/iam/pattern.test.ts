// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like this

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, listVariables, type PatternSyntax } from '../../src/iam/pattern.ts';

const context = (key: string) =>
  ({ 'aws:username': ['Ann*'], 'aws:principalarn': ['arn:aws:iam::1:role/r'] })[key];

function matches(pattern: string, value: string, syntax: PatternSyntax): boolean {
  return compilePattern(pattern, syntax)(value, context);
}

describe('variables', () => {
  it.each([
    ['user/${aws:username}', 'user/Ann*', true],
    ['user/${AWS:UserName}', 'user/Ann*', true],
    // A wildcard in a variable's value is literal.
    ['user/${aws:username}', 'user/Anna', false],
    ['user/${aws:username}/*', 'user/Ann*/x', true],
    ['${aws:nobody}', '', false],
    ["${aws:nobody, 'guest'}", 'guest', true],
    ["${aws:username, 'guest'}", 'guest', false],
    ['a${*}b${?}${$}', 'a*b?$', true],
    ['a${*}b', 'axb', false],
  ])('%s on %s: %s', (pattern, value, expected) => {
    expect(matches(pattern, value, { wildcards: true, variables: true })).toBe(expected);
  });

  it('are plain text where the policy version has none', () => {
    expect(matches('${aws:username}', '${aws:username}', { wildcards: true })).toBe(true);
  });

  it('may contain colons without adding parts to an ARN', () => {
    const syntax = { wildcards: true, arn: true, variables: true };
    expect(
      matches('arn:aws:svc:*:1:x/${aws:PrincipalArn}', 'arn:aws:svc:eu:1:x/arn:aws:iam::1:role/r', syntax),
    ).toBe(true);
  });

  it('are listed in lower case', () => {
    expect(listVariables("${aws:PrincipalTag/Team, 'x'}-${*}-${aws:userid}")).toEqual([
      'aws:principaltag/team',
      'aws:userid',
    ]);
  });
});

describe('ARNs', () => {
  const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/bookings';
  it.each([
    ['*', table, true],
    [table, table, true],
    [`${table}/index/*`, table, false],
    [`${table}/index/*`, `${table}/index/by-day`, true],
    ['arn:aws:dynamodb:*:*:table/book*', table, true],
    ['arn:aws:dynamodb:*:table/bookings', table, false],
    ['arn:aws:dynamodb:eu-west-?:123456789012:*', table, true],
    ['arn:aws:dynamodb', table, true],
    ['arn:aws:sqs', table, false],
    ['arn:aws:dynamodb:eu-west-1:123456789012:TABLE/bookings', table, false],
    ['arn:aws:dynamodb:*', table, true],
  ])('%s on %s: %s', (pattern, value, expected) => {
    expect(matches(pattern, value, { wildcards: true, arn: true })).toBe(expected);
  });
});

describe('laws', () => {
  it('text without wildcards matches itself alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (pattern, value) => {
        expect(matches(pattern, pattern, {})).toBe(true);
        expect(matches(pattern, value, {})).toBe(pattern === value);
      }),
    );
  });

  it('wildcards match as the textbook algorithm says', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.') });
    fc.assert(
      fc.property(letters, letters, (pattern, value) => {
        expect(matches(pattern, value, { wildcards: true })).toBe(matchesByTable([...pattern], [...value]));
      }),
    );
  });
});

function matchesByTable([first, ...rest]: string[], value: string[]): boolean {
  if (first === undefined) return value.length === 0;
  if (first === '*')
    return value.some((_, at) => matchesByTable(rest, value.slice(at))) || matchesByTable(rest, []);
  return value.length > 0 && (first === '?' || first === value[0]) && matchesByTable(rest, value.slice(1));
}
