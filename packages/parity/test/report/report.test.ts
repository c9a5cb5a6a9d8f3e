import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type AcceptedDivergence,
  compare,
  exitCodeOf,
  formatJunit,
  formatTerminal,
  type RouteSummary,
  writeReport,
} from '../../src/index.ts';
import { toPlaythrough } from '../support/playthroughs.ts';

const baseline = toPlaythrough([{ body: { a: 1, b: '<&"\u0007>' } }, { body: 'same' }], 'http://lith.test');
const candidate = toPlaythrough([{ body: { a: 2, b: 'x' } }, { body: 'same' }], 'http://split.test');
const routes = ['GET /things', 'GET /others', 'GET /pages'];
const notCompared = [{ route: 'GET /pages', reason: 'not split yet' }];
const report = compare({ baseline, candidate, routes, notCompared });

const accept = (entry: Partial<AcceptedDivergence>): AcceptedDivergence => ({
  route: 'GET /things',
  code: 'parity.body-value',
  reason: 'by design',
  source: 'https://example.com/issue/1',
  ...entry,
});

describe('the report', () => {
  it('counts by route and says what it does not cover', () => {
    expect(report).toMatchObject({
      schema: 'unlith/parity@1',
      baseline: 'http://lith.test',
      candidate: 'http://split.test',
      calibration: null,
      scenarios: 1,
      exchanges: 2,
      notCompared: [...notCompared, { route: 'GET /others', reason: 'no scenario reaches it' }],
    });
    expect(report.routes.map(({ routeKey, exchanges, findings }) => [routeKey, exchanges, findings])).toEqual(
      [
        ['GET /things', 2, 2],
        ['GET /others', 0, 0],
        ['GET /pages', 0, 0],
      ],
    );
    expect(exitCodeOf(report)).toBe(1);
    expect(exitCodeOf(compare({ baseline, candidate: baseline }))).toBe(0);
  });

  it('is loud about a baseline that does not do what the scenario expects', () => {
    const [scenario] = baseline.scenarios;
    const steps = scenario?.steps.map((step) => ({ ...step, expect: 201 })) ?? [];
    const wrong = { ...baseline, scenarios: [{ name: 'scenario', startedAtMs: 0, steps }] };
    expect(
      compare({ baseline: wrong, candidate: wrong }).findings.map(({ code, note }) => [code, note]),
    ).toEqual([
      ['parity.unexpected-status', 'the scenario expects 201 of the baseline'],
      ['parity.unexpected-status', 'the scenario expects 201 of the baseline'],
    ]);
  });

  it('cuts long values', () => {
    const side = (text: string) => toPlaythrough([{ body: { text } }]);
    const [finding] = compare({ baseline: side('a'.repeat(1000)), candidate: side('b') }).findings;
    expect(finding?.baseline).toBe(`${'a'.repeat(300)}… (1000 characters)`);
  });
});

describe('an accepted divergence', () => {
  it.each<[string, Partial<AcceptedDivergence>, string[]]>([
    ['by route and code', {}, []],
    ['by place', { where: 'body:/a' }, ['parity.body-value']],
    ['by pattern', { where: 'body:/*', scenario: 'scen*', step: '* 0' }, []],
    [
      'not elsewhere',
      { route: 'GET /others' },
      ['parity.body-value', 'parity.body-value', 'parity.accepted-unused'],
    ],
    [
      'not by a part of the place',
      { where: 'body:' },
      ['parity.body-value', 'parity.body-value', 'parity.accepted-unused'],
    ],
  ])('matches %s', (_, entry, remaining) => {
    const accepting = compare({ baseline, candidate, routes, accepted: [accept(entry)] });
    expect(accepting.findings.map(({ code }) => code)).toEqual(remaining);
    expect(accepting.accepted.length).toBe(
      2 - remaining.filter((code) => code === 'parity.body-value').length,
    );
  });

  it.each([
    ['no reason', { reason: '' }],
    ['no source', { source: '' }],
    ['an unknown code', { code: 'parity.nothing' as never }],
  ])('is refused with %s', (_, entry) => {
    expect(() => compare({ baseline, candidate, accepted: [accept(entry)] })).toThrow(
      expect.objectContaining({ code: 'accepted.entry', exitCode: 2 }),
    );
  });
});

describe('the report in words', () => {
  it('is a table by route, with columns of the caller, and the findings last', () => {
    const column = { title: 'kB', value: ({ routeKey }: RouteSummary) => String(routeKey.length) };
    expect(formatTerminal({ ...report, findings: report.findings.slice(0, 1) }, [column])).toBe(
      `route        exchanges  findings  kB
GET /things          2         2  11
GET /others          0         0  11
GET /pages           0         0  10

Not compared
  not split yet: GET /pages
  no scenario reaches it: GET /others

Findings
  scenario > step 0  body:/a
    parity.body-value: A value of the body differs.
    baseline   1
    candidate  2

1 scenario, 2 exchanges, 1 finding, 0 accepted
`,
    );
  });

  it('is well-formed JUnit XML', () => {
    const xml = formatJunit(report);
    expect(xml).toContain('<testsuite name="GET /things" tests="1" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<failure message="parity.body-value">');
    expect(xml).toContain('baseline   &quot;&lt;&amp;\\&quot;\\u0007&gt;&quot;');
    expect(xml).toContain(
      '<testcase classname="GET /others" name="0 exchanges"><skipped message="not compared"/></testcase>',
    );
  });
});

describe('writeReport', () => {
  it('writes JSON and JUnit XML, and leaves nothing else behind', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'parity-'));
    const file = join(directory, 'reports', 'parity.json');
    await writeReport(report, { file, junitFile: join(directory, 'reports', 'parity.xml') });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(report);
    expect(await readdir(join(directory, 'reports'))).toEqual(['parity.json', 'parity.xml']);
    await rm(directory, { recursive: true });
  });

  it('says that a path cannot be written', async () => {
    await expect(writeReport(report, { file: '/dev/null/parity.json' })).rejects.toMatchObject({
      code: 'report.unwritable',
      exitCode: 3,
      message: /^The report \/dev\/null\/parity.json cannot be written: .* Give another path\.$/,
    });
  });
});
