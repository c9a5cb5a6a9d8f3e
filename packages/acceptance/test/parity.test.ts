import { formatFinding, type ParityReport, type Target } from '@unlith/parity';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ComparedStages, compareStages, type StageReports } from '../src/compare-stages.ts';
import { candidateStages, type SideBySide, startSideBySide } from '../src/side-by-side.ts';
import * as suite from '../src/suite/index.ts';
import { createSupertestTransport } from './supertest-transport.ts';

/**
 * The airline's suite with supertest, against all stages in a local cloud, or against a deployed pair:
 * BASELINE_URL, CANDIDATE_URL and, to calibrate, CALIBRATION_URL, with tokens in UNLITH_TOKEN_<NAME>.
 */
const { BASELINE_URL, CANDIDATE_URL, CALIBRATION_URL } = process.env;

const stages: readonly string[] = BASELINE_URL === undefined ? candidateStages : ['The candidate'];

/** What functions logged as an error: the reason, when an answer is not the expected one. */
const errors: string[] = [];

let local: SideBySide | undefined;
let reports: StageReports;

beforeAll(async () => {
  const { baseline, calibration, candidates } = await resolveStages();
  reports = await compareStages({
    baseline: bySupertest(baseline),
    calibration: calibration && bySupertest(calibration),
    candidates: new Map([...candidates].map(([stage, target]) => [stage, bySupertest(target)])),
  });
}, 300_000);
afterAll(() => local?.close());

describe.each(stages)('%s answers like the lith', (stage) => {
  const report = () => reports.get(stage) as ParityReport;

  it.each(suite.scenarios.map(({ name }) => name))('%s', (name) => {
    const findings = report().findings.filter(({ scenario }) => scenario === name);
    expect(findings.map(formatFinding)).toEqual([]);
  });

  it.each([...suite.routes])('%s is reached', (routeKey) => {
    expect(report().routes.find((route) => route.routeKey === routeKey)?.exchanges).toBeGreaterThan(0);
  });

  it('in at least 150 exchanges, with at most five accepted divergences', () => {
    expect(report().exchanges).toBeGreaterThanOrEqual(150);
    expect(suite.accepted.length).toBeLessThanOrEqual(5);
    expect(report().findings, errors.join('\n')).toEqual([]);
    expect(report().incomplete).toBeUndefined();
  });
});

describe.runIf(BASELINE_URL === undefined)('services of two stages', () => {
  it('say the same to each other, as events and as messages', () => {
    const report = reports.get('Strangler beside Split');
    expect(report?.findings).toEqual([]);
    expect(report?.incomplete).toBeUndefined();
    for (const routeKey of ['READ /events', 'READ /messages'])
      expect(report?.routes.find((route) => route.routeKey === routeKey)?.fields).toBeGreaterThan(9);
  });
});

const bySupertest = (target: Target): Target => ({ ...target, send: createSupertestTransport(target.url) });

async function resolveStages(): Promise<ComparedStages> {
  if (BASELINE_URL === undefined) {
    local = await startSideBySide(inject('assembly'), {
      stages: candidateStages,
      withStores: true,
      onEvent: (event) => {
        if (event.type === 'lambda.log' && event.line.includes('"level":"ERROR"'))
          errors.push(`${event.function}: ${event.line}`);
      },
    });
    return local;
  }
  if (CANDIDATE_URL === undefined) throw new Error('Set BASELINE_URL and CANDIDATE_URL, or neither');
  const credentials = (name: string) =>
    process.env[`UNLITH_TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`];
  return {
    baseline: { url: BASELINE_URL, credentials },
    calibration: CALIBRATION_URL === undefined ? undefined : { url: CALIBRATION_URL, credentials },
    candidates: new Map([['The candidate', { url: CANDIDATE_URL, credentials }]]),
  };
}
