import { describe, expect, it } from 'vitest';
import { formatKnownFindings, listKnown, parseAcceptedFile, parseKnownFindings } from '../../src/index.ts';
import { airlineReport } from '../support/airline-report.ts';

const entry = `  - code: parity.header-missing
    route: GET /api/flights/{flightId}
    place: header:etag
    reason: the gateway drops it
    link: https://example.com/issues/7
    expires: 2027-06-30
`;
const file = `schema: unlith/accepted@1\naccepted:\n${entry}`;

describe('a file of accepted divergences', () => {
  const wanted = [
    {
      code: 'parity.header-missing',
      route: 'GET /api/flights/{flightId}',
      place: 'header:etag',
      reason: 'the gateway drops it',
      link: 'https://example.com/issues/7',
      expires: '2027-06-30',
    },
  ];

  it('is YAML or JSON', () => {
    expect(parseAcceptedFile(file, 'a.yaml')).toEqual(wanted);
    const json = JSON.stringify({ schema: 'unlith/accepted@1', accepted: wanted });
    expect(parseAcceptedFile(json, 'a.json')).toEqual(wanted);
  });

  it.each([
    ['no schema', 'accepted: []', /^a\.yaml:1:1: .* Begin it with `schema: unlith\/accepted@1`\.$/],
    ['no list', 'schema: unlith/accepted@1', /^a\.yaml:1:1: `accepted` is no list/],
    ['broken YAML', 'schema: [', /^a\.yaml: .*line 1/s],
    ['an empty file', '', /^a\.yaml:1:1: /],
    ['an entry that is none', `${file}  - text\n`, /^a\.yaml:9:5: this is no entry/],
    ['no reason', file.replace(/ +reason.*\n/, ''), /^a\.yaml:3:5: `reason` is missing\. State why/],
    ['no link', file.replace(/link:.*/, 'link:'), /^a\.yaml:7:\d+: `link` is null\. Name the page/],
    [
      'no expiry date',
      file.replace('2027-06-30', 'never'),
      /^a\.yaml:8:14: `expires` is "never"\. Write the last/,
    ],
    [
      'an unknown code',
      file.replace('-missing', ''),
      /^a\.yaml:3:11: `code` is "parity.header"\. The codes are/,
    ],
    [
      'an unknown field',
      file.replace('place', 'where'),
      /^a\.yaml:5:12: `where` is no field\. The fields are/,
    ],
  ])('with %s is refused, with place and next step', (_, text, message) => {
    expect(() => parseAcceptedFile(text, 'a.yaml')).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) }),
    );
  });
});

describe('a file of known findings', () => {
  const known = listKnown(airlineReport);
  const text = formatKnownFindings(known);

  it('holds the causes of a run, and the known ones that still occur, one a line', () => {
    expect(known.length).toBe(airlineReport.causes.length + 1);
    expect(text.trim().split('\n').length).toBe(known.length + 5);
    expect(text).toContain(
      '{"route":"DELETE /api/bookings/{bookingId}","place":"status","code":"parity.status","change":"204 → 500"}',
    );
  });

  it('is the same whatever the order of the run, and can be read again', () => {
    expect(formatKnownFindings(known.toReversed())).toBe(text);
    expect(formatKnownFindings(parseKnownFindings(text, 'known.json'))).toBe(text);
    expect(parseKnownFindings(formatKnownFindings([]), 'known.json')).toEqual([]);
  });

  it.each(['', '{}', 'null', '{"schema":"unlith/known-findings@1","known":[{"route":1}]}'])(
    'is not %s',
    (other) => {
      expect(() => parseKnownFindings(other, 'known.json')).toThrow(
        expect.objectContaining({ code: 'known.file', exitCode: 2 }),
      );
    },
  );
});
