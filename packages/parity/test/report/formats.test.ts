import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatMarkdown, type ParityReport, type ReportFormat, reportFormats } from '../../src/index.ts';
import { pageScript } from '../../src/page/page-script.ts';
import { pageStyle } from '../../src/page/page-style.ts';

const text = readFileSync(new URL('fixtures/findings.json', import.meta.url), 'utf8');
const report: ParityReport = JSON.parse(text);

describe('findings.json', () => {
  it.each(Object.keys(reportFormats) as ReportFormat[])('becomes findings.%s', async (format) => {
    // The page's own style and script are tested in a browser.
    const rendered = reportFormats[format](report).replace(pageStyle, '').replace(pageScript, '');
    const stable = rendered.replaceAll(/'sha256-[^']*'/g, "'sha256-…'");
    await expect(stable).toMatchFileSnapshot(`fixtures/findings.${format}`);
  });
});

describe('Markdown', () => {
  const cause = report.causes[0] as ParityReport['causes'][number];
  const finding = report.findings[0] as ParityReport['findings'][number];

  it('fits into a comment whatever there is to report', () => {
    const many = Array.from({ length: 2000 }, (_, index) => String(index));
    const long = formatMarkdown({
      ...report,
      causes: many.map((n) => ({ ...cause, where: `body:/${n}` })),
      routes: many.map((n) => ({ ...(report.routes[0] as ParityReport['routes'][number]), routeKey: n })),
      notCompared: many.map((n) => ({ route: n, reason: '*'.repeat(200) })),
    });
    expect(long.length).toBeLessThan(65_536);
    expect(long).toMatch(/… and [\d,]+ further causes\./);
  });

  it('lets nothing from outside mark up, mention or leave its fence', () => {
    const nasty = '```\n@everyone <img src=x> | **bold**';
    const code = formatMarkdown({
      ...report,
      causes: [{ ...cause, where: nasty }],
      findings: [{ ...finding, cause: cause.fingerprint, note: nasty }],
      notCompared: [{ route: nasty, reason: nasty }],
    });
    const outsideFence = code.replace(/^````diff$.*^````$/gms, '');
    expect(outsideFence).not.toMatch(/@everyone|<img|\*\*|\| \*/);
  });
});

describe('a run that ended early', () => {
  const incomplete = { code: 'target.unreachable', exitCode: 3, reason: '<gone> & lost', steps: 4000 };
  const early = { ...report, causes: [], findings: [], incomplete };

  it.each([
    ['txt', 'Incomplete\n  12 of 4,000 steps compared, then the run ended: <gone> & lost'],
    ['xml', '<error type="target.unreachable" message="&lt;gone&gt; &amp; lost"/>'],
    ['md', '### ⚠️ Parity: incomplete'],
    ['md', '12 of 4,000 steps compared'],
    ['sarif', '"executionSuccessful": false'],
    ['html', '<h1 class="differs">incomplete</h1>'],
    ['html', 'then the run ended: &lt;gone&gt; &amp; lost'],
  ] as const)('says so in findings.%s: %s', (format, mention) => {
    expect(reportFormats[format]({ ...early, exchanges: 12 })).toContain(mention);
  });
});

describe('planted faults', () => {
  const mutant = {
    routeKey: 'GET /',
    kind: 'field-dropped',
    where: 'body:/missed',
    outcome: 'survived',
  } as const;
  const mutation = {
    seed: 'unlith',
    score: 0.5,
    routes: [{ routeKey: 'GET /', killed: 1, survived: 1, notApplicable: 0 }],
    mutants: [mutant, { ...mutant, where: 'body:/found', outcome: 'killed' as const }],
    unplanted: 0,
  };

  it.each(['html', 'md'] as const)('that the suite misses stand in findings.%s', (format) => {
    const text = reportFormats[format]({ ...report, mutation });
    expect(text).toContain('1 of 2 found');
    expect(text).toContain('body:/missed');
    expect(text).not.toContain('body:/found');
  });
});
