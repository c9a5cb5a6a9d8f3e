import { expect, it } from 'vitest';
import { listProblems } from './statements.ts';

const allow = { Effect: 'Allow', Action: 'svc:Act', Resource: '*' };
const policy = (statement: unknown, version = '2012-10-17') => ({ Version: version, Statement: statement });
const conditioned = (operator: string, value: unknown) =>
  policy({ ...allow, Condition: { [operator]: { k: value } } });

it.each([
  ['one statement without a list', policy(allow)],
  ['an older version', policy(allow, '2008-10-17')],
  ['no version', { Statement: [allow] }],
  ['Sid and Id', { Id: 'x', ...policy({ ...allow, Sid: 'y' }) }],
])('reads %s', (_, document) => {
  expect(listProblems(document)).toEqual([]);
});

it.each([
  ['no object', 'text', 'the policy document is "text", not an object.'],
  ['an unknown version', policy(allow, '2020-01-01'), 'the policy version 2020-01-01 does not exist.'],
  [
    'an unknown element',
    { ...policy(allow), Statements: [] },
    'the policy element Statements does not belong here.',
  ],
  ['a principal', policy({ ...allow, Principal: '*' }), 'the policy element Principal does not belong here.'],
  ['an effect in lower case', policy({ ...allow, Effect: 'allow' }), 'Effect is "allow".'],
  ['no action', policy({ Effect: 'Allow', Resource: '*' }), 'a statement has no Action.'],
  ['an empty list', policy({ ...allow, Resource: [] }), 'a statement has no Resource.'],
  ['both', policy({ ...allow, NotAction: 'svc:B' }), 'a statement has both Action and NotAction.'],
  ['an action without service', policy({ ...allow, Action: 'GetItem' }), 'GetItem is no Action.'],
  ['a name as resource', policy({ ...allow, Resource: 'bookings' }), 'bookings is no Resource.'],
  [
    'an unknown operator',
    conditioned('StringMatches', 'x'),
    'the condition operator StringMatches is unknown.',
  ],
  [
    'an unknown set operator',
    conditioned('ForSomeValues:StringEquals', 'x'),
    'the condition operator ForSomeValues:StringEquals is unknown.',
  ],
  [
    'Null with a suffix',
    conditioned('NullIfExists', 'true'),
    'the condition operator NullIfExists is unknown.',
  ],
  ['a word as number', conditioned('NumericEquals', 'ten'), 'NumericEquals cannot compare k with ten.'],
  ['a word as date', conditioned('DateEquals', 'today'), 'DateEquals cannot compare k with today.'],
  ['a word as boolean', conditioned('Bool', 'yes'), 'Bool cannot compare k with yes.'],
  ['a word as presence', conditioned('Null', 'yes'), 'Null cannot compare k with yes.'],
  ['a word as address', conditioned('IpAddress', 'home'), 'IpAddress cannot compare k with home.'],
  [
    'too long a prefix',
    conditioned('IpAddress', '10.0.0.0/33'),
    'IpAddress cannot compare k with 10.0.0.0/33.',
  ],
  ['bad base64', conditioned('BinaryEquals', '!'), 'BinaryEquals cannot compare k with !.'],
])('refuses %s', (_, document, message) => {
  expect(listProblems(document)).toMatchObject([
    { code: 'iam.malformed-policy', place: 'Stage/Role', message },
  ]);
});

it('lists every problem', () => {
  expect(
    listProblems(
      policy([
        { ...allow, Effect: 'x' },
        { ...allow, Action: 'y' },
      ]),
    ),
  ).toHaveLength(2);
});
