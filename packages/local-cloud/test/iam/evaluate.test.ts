// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like this

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/iam/evaluate.ts';
import { parseStatements, request } from './statements.ts';

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('decide', () => {
  it.each([
    ['nothing', [], 'implicitly-denied'],
    ['an allow', [everything], 'allowed'],
    ['a deny beside an allow', [everything, { ...everything, Effect: 'Deny' }], 'explicitly-denied'],
    ['another action', [{ ...everything, Action: 'svc:Other' }], 'implicitly-denied'],
    ['an action in other letters', [{ ...everything, Action: 'SVC:aC?' }], 'allowed'],
    ['one of many actions', [{ ...everything, Action: ['svc:Other', 'svc:A*'] }], 'allowed'],
    ['NotAction of another', [{ Effect: 'Allow', NotAction: 'svc:Other', Resource: '*' }], 'allowed'],
    [
      'NotAction of this',
      [{ Effect: 'Allow', NotAction: ['svc:Other', 'svc:*'], Resource: '*' }],
      'implicitly-denied',
    ],
    [
      'NotResource of this',
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:svc:*' }],
      'implicitly-denied',
    ],
    ['NotResource of another', [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:other:*' }], 'allowed'],
    [
      'a deny whose condition fails',
      [everything, { ...everything, Effect: 'Deny', Condition: { Bool: { 'svc:Key': 'true' } } }],
      'allowed',
    ],
  ])('%s', (_, statements, expected) => {
    expect(decide(parseStatements(...statements), request({}))).toBe(expected);
  });
});

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.subarray(['svc:Get', 'svc:Put', 'svc:*', 'other:Get', '*'], { minLength: 1 }),
  Resource: fc.subarray(['arn:aws:svc:eu:1:a', 'arn:aws:svc:eu:1:*', '*'], { minLength: 1 }),
  Condition: fc.option(
    fc.record({
      'ForAllValues:StringLike': fc.record({
        'svc:Keys': fc.subarray(['A*', 'B', '${svc:User}'], { minLength: 1 }),
      }),
    }),
    { nil: undefined },
  ),
});
const statements = fc.array(statement, { maxLength: 6 });
const requests = fc
  .record({
    action: fc.constantFrom('svc:Get', 'svc:Put', 'svc:Delete'),
    resource: fc.constantFrom('arn:aws:svc:eu:1:a', 'arn:aws:svc:eu:1:b'),
    context: fc.record({
      'svc:keys': fc.subarray(['A1', 'B', 'C']),
      'svc:user': fc.constantFrom(['C'], []),
    }),
  })
  .map(request);

describe('laws', () => {
  it('a deny that applies always wins', () => {
    fc.assert(
      fc.property(statements, statements, requests, (before, after, asked) => {
        const deny = { Effect: 'Deny', Action: asked.action, Resource: asked.resource };
        expect(decide(parseStatements(...before, deny, ...after), asked)).toBe('explicitly-denied');
      }),
    );
  });

  it('adding an allow never removes access', () => {
    fc.assert(
      fc.property(statements, statement, requests, (given, added, asked) => {
        const allow = { ...added, Effect: 'Allow' };
        if (decide(parseStatements(...given), asked) !== 'allowed') return;
        expect(decide(parseStatements(...given, allow), asked)).toBe('allowed');
      }),
    );
  });

  it('adding a deny never gives access', () => {
    fc.assert(
      fc.property(statements, statement, requests, (given, added, asked) => {
        const deny = { ...added, Effect: 'Deny' };
        if (decide(parseStatements(...given), asked) === 'allowed') return;
        expect(decide(parseStatements(...given, deny), asked)).not.toBe('allowed');
      }),
    );
  });

  it('the order of statements does not matter', () => {
    const shuffled = statements.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, requests, ([given, mixed], asked) => {
        expect(decide(parseStatements(...mixed), asked)).toBe(decide(parseStatements(...given), asked));
      }),
    );
  });

  it('one statement of many actions is as good as many of one', () => {
    fc.assert(
      fc.property(statements, requests, (given, asked) => {
        const split = given.flatMap(({ Action, ...rest }) =>
          Action.map((action) => ({ ...rest, Action: action })),
        );
        expect(decide(parseStatements(...split), asked)).toBe(decide(parseStatements(...given), asked));
      }),
    );
  });
});
