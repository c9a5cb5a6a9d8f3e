import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  calibrate,
  compare,
  compareExchanges,
  type HeaderLine,
  type RecordedExchange,
} from '../../src/index.ts';
import {
  type LiteralRule,
  literalRules,
  type VaryingRule,
  varyingRules,
} from '../support/comparison-rules.ts';
import { toPlaythrough } from '../support/playthroughs.ts';

const answer = (body: string, ...headers: HeaderLine[]): RecordedExchange => ({
  request: { method: 'GET', path: '/things', headers: [] },
  response: { status: 200, headers, body: new TextEncoder().encode(body) },
});

describe('what two values come to', () => {
  it.each(literalRules)('$place: $rule', ({ place, baseline, candidate, finding, orderBlind }) => {
    const state = (value: string) =>
      place.includes('/') ? answer(value, ['content-type', place]) : answer('', [place, value]);
    const findings = compareExchanges({
      baseline: state(baseline),
      candidate: state(candidate),
      routes: ['GET /things'],
      ...(orderBlind !== undefined && { orderBlind: [{ route: 'GET /things', place: orderBlind }] }),
    });
    expect(findings.map(({ code }) => code)).toEqual(finding === undefined ? [] : [finding]);
  });
});

describe('what varies', () => {
  it.each(varyingRules)('$rule', ({ baseline, second, candidate, finding }) => {
    const [left, calibration, right] = [baseline, second, candidate].map((body) =>
      answer(body, ['content-type', 'application/json']),
    );
    if (!left || !calibration || !right) throw new Error('three bodies are stated');
    const findings = compareExchanges({ baseline: left, calibration, candidate: right });
    expect(findings.map(({ code }) => code)).toEqual(finding === undefined ? [] : [finding]);
  });
});

it('docs/reference/comparison-rules.md says what is tested here', () => {
  const page = new URL('../../../../docs/reference/comparison-rules.md', import.meta.url);
  if (process.env.UPDATE_DOCS) writeFileSync(page, formatPage());
  expect(readFileSync(page, 'utf8'), 'UPDATE_DOCS=1 rewrites it').toBe(formatPage());
});

function formatPage(): string {
  return `# How parity compares

Generated from the table that \`packages/parity/test/compare/comparison-rules.test.ts\` tests, row by row (\`UPDATE_DOCS=1\`); do
not edit. Every code is explained in \`findingCatalogue\`.

## Two values

A difference that no row of the second table excuses is a finding.

| in | rule | baseline | candidate | finding |
| --- | --- | --- | --- | --- |
${literalRules.map(formatLiteral).join('\n')}

## What varies

Where the baseline, played a second time on a fresh copy of itself (calibration), differs from itself, the candidate may differ,
too: as these rows say, and nowhere else. Without calibration nothing may.

| rule | baseline | its second run | candidate | finding |
| --- | --- | --- | --- | --- |
${varyingRules.map(formatVarying).join('\n')}
`;
}

const toCode = (text = '') => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``);

function formatLiteral({ place, rule, baseline, candidate, finding, orderBlind }: LiteralRule): string {
  const declared = orderBlind === undefined ? '' : ` (declared: ${toCode(orderBlind)})`;
  return `| \`${place}\` | ${rule}${declared} | ${toCode(baseline)} | ${toCode(candidate)} | ${toCode(finding)} |`;
}

function formatVarying({ rule, baseline, second, candidate, finding }: VaryingRule): string {
  return `| ${rule} | ${toCode(baseline)} | ${toCode(second)} | ${toCode(candidate)} | ${toCode(finding)} |`;
}

describe('a calibration', () => {
  const record = (body: string) => toPlaythrough([{ body: JSON.parse(body) }]);
  const [first, second] = [record('{"id":"b6d1f4c0"}'), record('{"id":"19c7a2e5"}')];
  const calibration = calibrate(first, second);

  it('holds for a copy of the recording that it was learnt from', () => {
    expect(compare({ baseline: structuredClone(first), calibration, candidate: second }).findings).toEqual(
      [],
    );
  });

  it('is refused for another', () => {
    const baseline = record('{"id":"5ea0d7b3"}');
    expect(() => compare({ baseline, calibration, candidate: second })).toThrow(
      expect.objectContaining({
        code: 'calibration.other-baseline',
        message: expect.stringMatching(/^Scenario .+, step .+: /),
      }),
    );
  });
});
