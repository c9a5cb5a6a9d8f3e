import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventPattern } from '../../../../src/services/events/pattern/event-pattern.ts';

const matches = (source: unknown, event: unknown) => {
  const { pattern, faults } = parseEventPattern(source, 'rule');
  expect(faults).toEqual([]);
  return pattern(event);
};

describe('literals', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: ['x'] }, { a: 'x' }, true],
    [{ a: ['x', 'y'] }, { a: 'y', b: 1 }, true],
    [{ a: ['x'] }, { a: 'X' }, false],
    [{ a: ['x'] }, {}, false],
    [{ a: [1] }, { a: 1 }, true],
    [{ a: [1] }, { a: '1' }, false],
    [{ a: [true] }, { a: true }, true],
    [{ a: ['true'] }, { a: true }, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: [null] }, {}, false],
    [{ a: [null] }, { a: '' }, false],
    [{ a: [''] }, { a: '' }, true],
    [{ a: [''] }, { a: null }, false],
    [{ a: { b: ['x'] } }, { a: { b: 'x' } }, true],
    [{ a: { b: ['x'] } }, { a: 'x' }, false],
    [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
    [{ constructor: ['x'] }, {}, false],
    [JSON.parse('{"a":["x"],"a":["y"]}'), { a: 'y' }, true],
    [JSON.parse('{"a":["x"],"a":["y"]}'), { a: 'x' }, false],
  ])('%j on %j: %s', (pattern, event, expected) => expect(matches(pattern, event)).toBe(expected));
});

describe('operators', () => {
  it.each<[object, unknown, boolean]>([
    [{ prefix: 'us-' }, 'us-east-1', true],
    [{ prefix: 'us-' }, 'eu-us-1', false],
    [{ prefix: { 'equals-ignore-case': 'EventB' } }, 'eventbridge', true],
    [{ suffix: '.png' }, 'a.png', true],
    [{ suffix: '.png' }, 'a.PNG', false],
    [{ suffix: { 'equals-ignore-case': '.png' } }, 'a.PNG', true],
    [{ 'equals-ignore-case': 'alice' }, 'ALICE', true],
    [{ 'equals-ignore-case': 'alice' }, 1, false],
    [{ 'anything-but': 'initializing' }, 'running', true],
    [{ 'anything-but': 'initializing' }, 'initializing', false],
    [{ 'anything-but': 'initializing' }, null, true],
    [{ 'anything-but': 'initializing' }, undefined, false],
    [{ 'anything-but': 100 }, 100, false],
    [{ 'anything-but': [100, 200] }, 300, true],
    [{ 'anything-but': ['a', 'b'] }, 'b', false],
    [{ 'anything-but': ['a'] }, ['a', 'b'], true],
    [{ 'anything-but': ['a'] }, ['a'], false],
    [{ 'anything-but': { prefix: 'us-' } }, 'us-east-1', false],
    [{ 'anything-but': { prefix: ['us-', 'eu-'] } }, 'eu-west-1', false],
    [{ 'anything-but': { suffix: '.png' } }, 'a.jpg', true],
    [{ 'anything-but': { suffix: ['.png', '.jpg'] } }, 'a.jpg', false],
    [{ 'anything-but': { 'equals-ignore-case': 'initializing' } }, 'INITIALIZING', false],
    [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }, 'c', true],
    [{ 'anything-but': { wildcard: '*/lib/*' } }, 'a/lib/b', false],
    [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }, 'a/src/b', true],
    [{ numeric: ['=', 100] }, 100, true],
    [{ numeric: ['>', 10, '<=', 20] }, 20, true],
    [{ numeric: ['>', 10, '<=', 20] }, 10, false],
    [{ numeric: ['>=', 10] }, 10, true],
    [{ numeric: ['<', 0] }, -0.5, true],
    [{ numeric: ['<', 10] }, '5', false],
    [{ numeric: ['>', 0] }, 6e9, false],
    [{ exists: true }, null, true],
    [{ exists: true }, undefined, false],
    [{ exists: true }, { c: 1 }, false],
    [{ exists: true }, [], false],
    [{ exists: false }, undefined, true],
    [{ exists: false }, { c: 1 }, true],
    [{ exists: false }, '', false],
    [{ cidr: '10.0.0.0/24' }, '10.0.0.255', true],
    [{ cidr: '10.0.0.0/24' }, '10.0.1.0', false],
    [{ cidr: '10.0.0.0/24' }, 'ten', false],
    [{ cidr: '2001:db8::/32' }, '2001:db8::1', true],
    [{ wildcard: 'dir/*.png' }, 'dir/a/b.png', true],
    [{ wildcard: 'dir/*.png' }, 'dir/.pn', false],
    [{ wildcard: '*' }, '', true],
    [{ wildcard: 'a*a' }, 'a', false],
    [{ wildcard: String.raw`2\*3` }, '2*3', true],
    [{ wildcard: String.raw`2\*3` }, '2x3', false],
    [{ wildcard: String.raw`c:\\*` }, String.raw`c:\d`, true],
    [{ wildcard: 'a*b*c' }, 'aXbYbZc', true],
    [{ wildcard: 'a*b*c' }, 'acb', false],
  ])('%j on %j: %s', (test, value, expected) => {
    expect(matches({ a: [test] }, value === undefined ? {} : { a: value })).toBe(expected);
  });
});

describe('arrays', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ a: ['x'] }, { a: ['w', 'x'] }, true],
    [{ a: ['x'] }, { a: ['w'] }, false],
    [{ a: ['x'] }, { a: [['x']] }, true],
    [{ a: ['x'] }, { a: [] }, false],
    [{ a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] }, true],
    [
      { a: { b: [1], c: [2] } },
      {
        a: [
          { b: 1, c: 3 },
          { b: 4, c: 2 },
        ],
      },
      false,
    ],
    [{ a: { b: [{ exists: false }] } }, {}, true],
    [{ a: { b: [{ exists: false }] } }, { a: [] }, true],
  ])('%j on %j: %s', (pattern, event, expected) => expect(matches(pattern, event)).toBe(expected));
});

describe('$or', () => {
  const either = { $or: [{ a: [1] }, { b: { c: [2] } }], d: [3] };
  it.each<[unknown, unknown, boolean]>([
    [either, { a: 1, d: 3 }, true],
    [either, { b: { c: 2 }, d: 3 }, true],
    [either, { a: 1 }, false],
    [either, { d: 3 }, false],
    [{ x: { $or: [{ a: [1] }, { b: [2] }] } }, { x: { b: 2 } }, true],
    [{ $or: [{ a: [1] }, { $or: [{ b: [1] }, { c: [1] }] }] }, { c: 1 }, true],
    [{ $or: ['x'] }, { $or: 'x' }, true],
    [{ $or: [{ prefix: 'x' }, { suffix: 'y' }] }, { $or: 'xz' }, true],
  ])('%j on %j: %s', (pattern, event, expected) => expect(matches(pattern, event)).toBe(expected));
});

describe('what AWS refuses', () => {
  it.each<[unknown, string]>([
    ['x', '$ is not a JSON object'],
    [{}, '$ is empty'],
    [{ a: {} }, '$.a is empty'],
    [{ a: [] }, '$.a lists no value'],
    [{ a: 'x' }, '$.a must be an array or an object'],
    [{ a: [['x']] }, '$.a[0] is neither a literal nor an operator'],
    [{ a: [{ prefx: 'x' }] }, '$.a[0] has an unknown operator "prefx"'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, '$.a[0] has more than one operator'],
    [{ a: [{ prefix: 1 }] }, '$.a[0].prefix must be a string or {"equals-ignore-case": string}'],
    [
      { a: [{ 'anything-but': ['a', 1] }] },
      '$.a[0].anything-but must be strings or numbers, not both, or one operator',
    ],
    [
      { a: [{ 'anything-but': [] }] },
      '$.a[0].anything-but must be strings or numbers, not both, or one operator',
    ],
    [{ a: [{ 'anything-but': { exists: true } }] }, '$.a[0].anything-but has an unknown operator "exists"'],
    [
      { a: [{ numeric: ['>', 2, '<', 1] }] },
      '$.a[0].numeric has a lower bound that is not below the upper one',
    ],
    [
      { a: [{ numeric: ['constructor', 2] }] },
      '$.a[0].numeric must be like ["=", 1], ["<", 2] or [">", 1, "<=", 2], within ±5e9',
    ],
    [
      { a: [{ numeric: ['!', 2] }] },
      '$.a[0].numeric must be like ["=", 1], ["<", 2] or [">", 1, "<=", 2], within ±5e9',
    ],
    [{ a: [{ exists: 'yes' }] }, '$.a[0].exists must be true or false'],
    [{ a: [{ cidr: '10.0.0.0' }] }, '$.a[0].cidr must be an address and a length'],
    [{ a: [{ cidr: '10.0.0.0/33' }] }, '$.a[0].cidr must be an address and a length'],
    [{ a: [{ wildcard: 'a**' }] }, '$.a[0].wildcard has two wildcards in a row'],
    [
      { a: [{ wildcard: String.raw`a\b` }] },
      String.raw`$.a[0].wildcard has an invalid escape: only \* and \\ are known`,
    ],
  ])('%j', (source, expected) => {
    const { pattern, faults } = parseEventPattern(source, 'rule');
    expect(faults.map(({ path, fault }) => `${path} ${fault}`)).toEqual([expected]);
    expect(pattern({ a: 'x' })).toBe(false);
  });

  it.each<[object, string]>([
    [{ wildcard: 'a*' }, '$.a[0] uses wildcard, which filters of Pipes do not have'],
    ...['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].map((operator): [object, string] => [
      { 'anything-but': { [operator]: 'a' } },
      `$.a[0].anything-but combines anything-but with ${operator}, which filters of Pipes do not have`,
    ]),
  ])('in a pipe: %j', (test, expected) => {
    const { faults } = parseEventPattern({ a: [test] }, 'pipe');
    expect(faults.map(({ path, fault }) => `${path} ${fault}`)).toEqual([expected]);
  });
});

describe('laws', () => {
  const literal = fc.oneof(
    fc.string(),
    fc.integer({ min: -1_000, max: 1_000 }),
    fc.boolean(),
    fc.constant(null),
  );
  const name = fc.string({ minLength: 1 }).filter((text) => text !== '$or' && text !== '__proto__');
  const document = fc.dictionary(name, literal, { minKeys: 1 });
  const asPattern = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, [value]]));

  it('an event matches the pattern made of itself, and goes on matching when it grows', () => {
    fc.assert(
      fc.property(document, document, (event, more) => {
        expect(matches(asPattern(event), { ...more, ...event })).toBe(true);
      }),
    );
  });

  it('more values for a field never match less, more fields never match more', () => {
    fc.assert(
      fc.property(document, document, literal, (pattern, event, value) => {
        const narrow = asPattern(pattern);
        const wider = Object.fromEntries(
          Object.entries(narrow).map(([key, values]) => [key, [...values, value]]),
        );
        const narrower = { ...asPattern(event), ...narrow };
        if (matches(narrow, event)) expect(matches(wider, event)).toBe(true);
        if (matches(narrower, event)) expect(matches(narrow, event)).toBe(true);
      }),
    );
  });

  it('of a field that is there, anything-but is the opposite of its values', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), literal, (texts, value) => {
        const excluded = matches({ a: [{ 'anything-but': texts }] }, { a: value });
        expect(excluded).toBe(!matches({ a: texts }, { a: value }));
      }),
    );
  });

  it('a field either exists or does not', () => {
    fc.assert(
      fc.property(fc.option(fc.jsonValue(), { nil: undefined }), (value) => {
        const event = { a: value };
        expect(matches({ a: [{ exists: true }] }, event)).toBe(!matches({ a: [{ exists: false }] }, event));
      }),
    );
  });

  it('$or is the or of its alternatives', () => {
    fc.assert(
      fc.property(document, document, document, (left, right, event) => {
        const alternatives = [asPattern(left), asPattern(right)];
        const expected = alternatives.some((alternative) => matches(alternative, event));
        fc.pre([left, right].every((fields) => !('prefix' in fields) && !('exists' in fields)));
        expect(matches({ $or: alternatives }, event)).toBe(expected);
      }),
    );
  });

  it('a wildcard agrees with the regular expression that says the same', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        fc.pre(!pattern.includes('**'));
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'su');
        expect(matches({ a: [{ wildcard: pattern }] }, { a: value })).toBe(expression.test(value));
      }),
    );
  });

  it('nothing that is parsed throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (source, event) => {
        for (const dialect of ['rule', 'pipe'] as const) parseEventPattern(source, dialect).pattern(event);
      }),
    );
  });
});
