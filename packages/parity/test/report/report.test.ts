import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type AcceptedDivergence,
  compare,
  exitCodeOf,
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
  link: 'https://example.com/issue/1',
  expires: '2099-12-31',
  ...entry,
});

describe('the report', () => {
  it('says nothing of a route that is left out, whatever it answers', () => {
    const leftOut = [{ route: 'GET /things', reason: 'not split yet' }];
    const other = compare({ baseline, candidate, routes, notCompared: leftOut });
    expect(other).toMatchObject({ exchanges: 0, findings: [] });
    expect(other.notCompared[0]).toMatchObject({ ...leftOut[0], steps: 2 });
  });

  it('counts by route and says what it does not cover', () => {
    expect(report).toMatchObject({
      schema: 'unlith/findings@1',
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
    ['by place', { place: 'body:/a' }, ['parity.body-value']],
    ['by pattern', { place: 'body:/*', scenario: 'scen*', step: '* 0' }, []],
    [
      'not elsewhere',
      { route: 'GET /others' },
      ['parity.body-value', 'parity.body-value', 'parity.accepted-unused'],
    ],
    [
      'not by a part of the place',
      { place: 'body:' },
      ['parity.body-value', 'parity.body-value', 'parity.accepted-unused'],
    ],
  ])('matches %s', (_, entry, remaining) => {
    const accepting = compare({ baseline, candidate, routes, accepted: [accept(entry)] });
    expect(accepting.findings.map(({ code }) => code)).toEqual(remaining);
    expect(accepting.accepted[0]?.findings).toBe(
      2 - remaining.filter((code) => code === 'parity.body-value').length,
    );
  });

  it.each([
    ['no reason', { reason: '' }],
    ['no link', { link: '' }],
    ['a day that is none', { expires: '2026-02-30' }],
    ['an unknown code', { code: 'parity.nothing' as never }],
  ])('is refused with %s', (_, entry) => {
    expect(() => compare({ baseline, candidate, accepted: [accept(entry)] })).toThrow(
      expect.objectContaining({ code: 'accepted.entry', exitCode: 2 }),
    );
  });
});

describe('an acceptance', () => {
  it.each([
    ['holds on its last day', '2026-11-22', []],
    ['has expired on the next', '2026-11-23', ['parity.accepted-expired']],
  ])('%s', (_, today, codes) => {
    const accepted = [accept({ expires: '2026-11-22' })];
    const { findings } = compare({ baseline, candidate, routes, accepted, today });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('the report for a terminal', () => {
  it('takes columns of the caller', () => {
    const column = { title: 'kB', value: ({ routeKey }: RouteSummary) => String(routeKey.length) };
    const [title, first] = formatTerminal(report, [column]).split('\n');
    expect([title, first]).toEqual([
      'route        exchanges  findings  kB',
      'GET /things          2         2  11',
    ]);
  });
});

describe('writeReport', () => {
  it('writes JSON and the formats that are asked for, and leaves nothing else behind', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'parity-'));
    const files = await writeReport(report, {
      directory: join(directory, 'reports'),
      formats: ['md', 'xml'],
    });
    expect(files.map((file) => basename(file))).toEqual(['findings.json', 'findings.md', 'findings.xml']);
    expect(JSON.parse(await readFile(files[0] as string, 'utf8'))).toEqual(report);
    expect((await readdir(join(directory, 'reports'))).sort()).toEqual(files.map((file) => basename(file)));
    await rm(directory, { recursive: true });
  });

  it('lets two write to one place at the same time, each file whole', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'parity-'));
    const others = ['one', 'two', 'three'].map((baseline) => ({ ...report, baseline }));
    await Promise.all(others.map((other) => writeReport(other, { directory, formats: [] })));
    expect(others).toContainEqual(JSON.parse(await readFile(join(directory, 'findings.json'), 'utf8')));
    expect(await readdir(directory)).toEqual(['findings.json']);
    await rm(directory, { recursive: true });
  });

  it('says that a path cannot be written', async () => {
    await expect(writeReport(report, { directory: '/dev/null' })).rejects.toMatchObject({
      code: 'report.unwritable',
      exitCode: 3,
      message: /^\/dev\/null\/findings.json cannot be written: .* Give another path\.$/,
    });
  });
});
