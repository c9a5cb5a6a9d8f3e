/** What two values at one place come to: nothing, or a finding. `place` is a header, or the media type of a body. */
export interface LiteralRule {
  readonly place: string;
  readonly rule: string;
  readonly baseline: string;
  readonly candidate: string;
  readonly finding?: string;
  /** Where the list at this place is declared to have no order. */
  readonly orderBlind?: string;
}

const json = 'application/json';

export const literalRules: readonly LiteralRule[] = [
  {
    place: json,
    rule: 'White space between values says nothing.',
    baseline: '{"a":[1,2]}',
    candidate: '{ "a": [1, 2] }',
  },
  {
    place: json,
    rule: 'The order of fields says nothing.',
    baseline: '{"a":1,"b":2}',
    candidate: '{"b":2,"a":1}',
  },
  {
    place: json,
    rule: 'The order of a list counts.',
    baseline: '[1,2,3]',
    candidate: '[3,1,2]',
    finding: 'parity.array-order',
  },
  {
    place: json,
    rule: 'It does not where the step, or the route, declares the place.',
    baseline: '{"a":[1,2,3]}',
    candidate: '{"a":[3,1,2]}',
    orderBlind: 'body:/a',
  },
  {
    place: json,
    rule: 'Elements still count where their order does not.',
    baseline: '{"a":[1,2,3]}',
    candidate: '{"a":[3,4,2]}',
    orderBlind: 'body:/a',
    finding: 'parity.body-value',
  },
  {
    place: json,
    rule: 'An element less, or more, is one finding, wherever it was.',
    baseline: '[1,2,3]',
    candidate: '[2,3]',
    finding: 'parity.field-missing',
  },
  {
    place: json,
    rule: 'Numbers are compared by value, not by notation.',
    baseline: '[1,100,0.5]',
    candidate: '[1.0,1e2,5E-1]',
  },
  {
    place: json,
    rule: 'Integers beyond 2^53 are compared digit by digit.',
    baseline: '[9007199254740993]',
    candidate: '[9007199254740992]',
    finding: 'parity.body-value',
  },
  {
    place: json,
    rule: 'Fractions are compared as IEEE 754 doubles.',
    baseline: '[0.1]',
    candidate: '[0.1000000000000000000001]',
  },
  {
    place: json,
    rule: 'A number is no text, null no absence, an object no list.',
    baseline: '{"a":1}',
    candidate: '{"a":"1"}',
    finding: 'parity.body-type',
  },
  {
    place: json,
    rule: 'A field that is null is there.',
    baseline: '{"a":null}',
    candidate: '{}',
    finding: 'parity.field-missing',
  },
  {
    place: json,
    rule: 'How a character is escaped says nothing.',
    baseline: '["\\u00e9"]',
    candidate: '["é"]',
  },
  {
    place: json,
    rule: 'Texts are compared character by character, not normalised.',
    baseline: '["e\u0301"]',
    candidate: '["é"]',
    finding: 'parity.body-value',
  },
  {
    place: 'text/plain',
    rule: 'White space of a text counts.',
    baseline: 'a b',
    candidate: 'a  b',
    finding: 'parity.body-value',
  },
  {
    place: 'text/html',
    rule: 'HTML is compared as a browser reads it: runs of white space, comments and the order of attributes say nothing.',
    baseline: '<p id="a" class="b">c  d</p>',
    candidate: '<p class="b" id="a">c d</p><!-- e -->',
  },
  {
    place: 'image/png',
    rule: 'Other bodies are compared byte by byte.',
    baseline: 'a',
    candidate: 'b',
    finding: 'parity.bytes',
  },
  {
    place: 'content-type',
    rule: 'A media type is one however it is spelled: letter case, quotes, white space, order of parameters (RFC 9110, section 8.3.1).',
    baseline: 'Text/HTML;Charset="UTF-8"; a=b',
    candidate: 'text/html; a=b; charset=utf-8',
  },
  {
    place: 'content-type',
    rule: 'Its parameters count.',
    baseline: 'text/html; charset=utf-8',
    candidate: 'text/html',
    finding: 'parity.header-value',
  },
  {
    place: 'vary',
    rule: 'White space around the commas of a list says nothing (RFC 9110, section 5.6.1).',
    baseline: 'accept,origin',
    candidate: 'accept , origin',
  },
  {
    place: 'vary',
    rule: 'The order of a list in a header counts.',
    baseline: 'accept, origin',
    candidate: 'origin, accept',
    finding: 'parity.header-value',
  },
  {
    place: 'set-cookie',
    rule: 'Letter case and order of the attributes of a cookie say nothing.',
    baseline: 'a=b; Path=/; HttpOnly',
    candidate: 'a=b; httponly; path=/',
  },
  {
    place: 'set-cookie',
    rule: 'Each attribute is compared by itself.',
    baseline: 'a=b; Path=/; HttpOnly',
    candidate: 'a=b; Path=/',
    finding: 'parity.cookie-missing',
  },
  {
    place: 'date',
    rule: 'Headers that speak of the delivery are left out: see `transportHeaders`.',
    baseline: 'Sun, 22 Nov 2026 12:00:00 GMT',
    candidate: 'Sun, 22 Nov 2026 12:00:09 GMT',
  },
];

/** What the baseline, its second run and the candidate have in a JSON body, and what that comes to. */
export interface VaryingRule {
  readonly rule: string;
  readonly baseline: string;
  readonly second: string;
  readonly candidate: string;
  readonly finding?: string;
}

const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((letter) => `01JD${letter.repeat(22)}`);

export const varyingRules: readonly VaryingRule[] = [
  {
    rule: 'An id may be another where the baseline’s own runs differ: ULIDs, UUIDs, and words of 8 characters or more with a digit or an inner capital.',
    baseline: `["${a}", "tok_4eC39HqL", "a1b2c3d4"]`,
    second: `["${b}", "tok_9fX20KwP", "e5f6a7b8"]`,
    candidate: `["${c}", "tok_7bN15ZtR", "c9d0e1f2"]`,
  },
  {
    rule: 'It means the same thing everywhere: also in URLs, headers, cookies, cursors and later requests.',
    baseline: `["${a}", "/bookings/${a}?from=LHR"]`,
    second: `["${b}", "/bookings/${b}?from=LHR"]`,
    candidate: `["${c}", "/bookings/${d}?from=LHR"]`,
    finding: 'parity.id-mismatch',
  },
  {
    rule: 'Two ids never become one.',
    baseline: `["${a}", "${b}"]`,
    second: `["${c}", "${d}"]`,
    candidate: `["${e}", "${e}"]`,
    finding: 'parity.id-mismatch',
  },
  {
    rule: 'It keeps its kind and its prefix.',
    baseline: '["cus_4eC39HqLyj"]',
    second: '["cus_9fX20KwPab"]',
    candidate: '["acc_7bN15ZtRcd"]',
    finding: 'parity.body-value',
  },
  {
    rule: 'A short id is none unless a later request sends it: then it is, whatever it looks like.',
    baseline: '[17]',
    second: '[21]',
    candidate: '[17]',
    finding: 'parity.unstable-baseline',
  },
  {
    rule: 'A time may be another within the tolerance, absolutely or reckoned from the scenario’s start.',
    baseline: '["2026-11-22T12:00:00.000Z", 1795348800]',
    second: '["2026-11-22T12:00:01.500Z", 1795348801]',
    candidate: '["2026-11-22T12:00:09.000Z", 1795348809]',
  },
  {
    rule: 'Beyond the tolerance it may not.',
    baseline: '["2026-11-22T12:00:00.000Z"]',
    second: '["2026-11-22T12:00:01.500Z"]',
    candidate: '["2026-11-22T12:00:11.000Z"]',
    finding: 'parity.time-tolerance',
  },
  {
    rule: 'It keeps its format, to the last digit.',
    baseline: '["2026-11-22T12:00:00.000Z"]',
    second: '["2026-11-22T12:00:01.500Z"]',
    candidate: '["2026-11-22T12:00:00Z"]',
    finding: 'parity.body-value',
  },
  {
    rule: 'What stands around an id or a time stays.',
    baseline: `["/bookings/${a}"]`,
    second: `["/bookings/${b}"]`,
    candidate: `["/booking/${c}"]`,
    finding: 'parity.body-value',
  },
  {
    rule: 'A list that the baseline itself orders otherwise is one in any order.',
    baseline: '["x","y","z"]',
    second: '["y","x","z"]',
    candidate: '["z","y","x"]',
  },
  {
    rule: 'Whatever else varies cannot be compared, and is said.',
    baseline: '["sunny"]',
    second: '["rainy"]',
    candidate: '["sunny"]',
    finding: 'parity.unstable-baseline',
  },
];
