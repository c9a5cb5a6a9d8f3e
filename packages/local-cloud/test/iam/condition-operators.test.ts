import { expect, it } from 'vitest';
import { holds } from './statements.ts';

type Row = [operator: string, wanted: string | string[], given: string[], holds: boolean];

const rows: Row[] = [
  ['StringEquals', 'a', ['a'], true],
  ['StringEquals', 'a', ['A'], false],
  ['StringEquals', ['a', 'b'], ['b'], true],
  ['StringEquals', 'a*', ['ab'], false],
  ['StringEquals', 'a', [], false],
  ['StringNotEquals', 'a', ['b'], true],
  ['StringNotEquals', ['a', 'b'], ['b'], false],
  ['StringNotEquals', 'a', [], true],
  ['StringEqualsIgnoreCase', 'a', ['A'], true],
  ['StringNotEqualsIgnoreCase', 'a', ['A'], false],
  ['StringLike', 'a*c?', ['abbbcd'], true],
  ['StringLike', 'a*c?', ['abbbc'], false],
  ['StringLike', 'a.c', ['abc'], false],
  ['StringLike', '*', ['line\nbreak'], true],
  ['StringNotLike', 'a*', ['b'], true],
  ['StringNotLike', 'a*', ['ab'], false],
  ['ArnLike', 'arn:aws:sns:*:1:topic*', ['arn:aws:sns:eu:1:topic:sub'], true],
  ['ArnLike', 'arn:*:topic', ['arn:aws:sns:eu:1:topic'], false],
  ['ArnEquals', 'arn:aws:sns:eu:1:*', ['arn:aws:sns:eu:1:topic'], true],
  ['ArnNotLike', 'arn:aws:sns:*', ['arn:aws:sqs:eu:1:queue'], true],
  ['ArnNotEquals', 'arn:aws:sns:*', ['arn:aws:sns:eu:1:topic'], false],
  ['NumericEquals', '10', ['10.0'], true],
  ['NumericNotEquals', '10', ['11'], true],
  ['NumericLessThan', '10', ['9'], true],
  ['NumericLessThan', '10', ['10'], false],
  ['NumericLessThanEquals', '10', ['10'], true],
  ['NumericGreaterThan', '10', ['9'], false],
  ['NumericGreaterThanEquals', '10', ['10'], true],
  ['NumericEquals', '10', ['ten'], false],
  ['DateEquals', '2026-11-22T00:00:00Z', ['2026-11-22T01:00:00+01:00'], true],
  ['DateNotEquals', '2026-11-22T00:00:00Z', ['2026-11-23T00:00:00Z'], true],
  ['DateLessThan', '2026', ['2025-12-31T23:59:59Z'], true],
  ['DateLessThanEquals', '1795305600', ['2026-11-22T00:00:00Z'], true],
  ['DateGreaterThan', '2026-11-22T00:00:00Z', ['1795305600'], false],
  ['DateGreaterThanEquals', '2026-11-22T00:00:00Z', ['1795305600'], true],
  ['Bool', 'true', ['TRUE'], true],
  ['Bool', 'false', ['true'], false],
  ['Bool', 'false', [], false],
  ['BinaryEquals', 'QQ==', ['QQ=='], true],
  ['BinaryEquals', 'QQ==', ['Qg=='], false],
  ['IpAddress', '203.0.113.0/24', ['203.0.113.7'], true],
  ['IpAddress', '203.0.113.0/24', ['203.0.114.7'], false],
  ['IpAddress', '203.0.113.7', ['203.0.113.7'], true],
  ['IpAddress', '2001:db8::/32', ['2001:db8::1'], true],
  ['NotIpAddress', '203.0.113.0/24', ['203.0.114.7'], true],
  ['NotIpAddress', ['203.0.113.0/24', '10.0.0.0/8'], ['10.1.2.3'], false],
  ['Null', 'true', [], true],
  ['Null', 'true', ['a'], false],
  ['Null', 'false', ['a'], true],
  ['Null', 'false', [], false],
  ['StringEqualsIfExists', 'a', [], true],
  ['StringEqualsIfExists', 'a', ['b'], false],
  ['NumericLessThanIfExists', '1', [], true],
  ['BoolIfExists', 'true', ['false'], false],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', 'a', [], true],
  ['ForAllValues:StringNotEquals', 'a', ['b', 'c'], true],
  ['ForAllValues:StringNotEquals', 'a', ['a', 'c'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
  ['ForAnyValue:StringEquals', 'a', ['c'], false],
  ['ForAnyValue:StringEquals', 'a', [], false],
  ['ForAnyValue:StringLike', 'CUSTOMER#*', ['FLIGHT#1', 'CUSTOMER#1'], true],
  ['ForAnyValue:StringNotEquals', 'a', ['a', 'b'], true],
  ['ForAnyValue:StringEqualsIfExists', 'a', [], true],
];

it.each(rows)('%s %j, given %j: %s', (operator, wanted, given, expected) => {
  expect(holds({ [operator]: { 'svc:Key': wanted } }, { 'svc:key': given })).toBe(expected);
});

it('asks for all operators and all keys', () => {
  const conditions = { StringEquals: { 'svc:A': '1', 'svc:B': '2' }, NumericLessThan: { 'svc:C': 3 } };
  expect(holds(conditions, { 'svc:a': ['1'], 'svc:b': ['2'], 'svc:c': ['2'] })).toBe(true);
  expect(holds(conditions, { 'svc:a': ['1'], 'svc:b': ['2'], 'svc:c': ['3'] })).toBe(false);
  expect(holds(conditions, { 'svc:a': ['1'], 'svc:c': ['2'] })).toBe(false);
});
