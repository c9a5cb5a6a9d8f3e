import { compare, formatFinding, type ParityReport, play, type Target } from '@unlith/parity';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { timeToleranceMs } from '../src/compare-stages.ts';
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
let reports: ReadonlyMap<string, ParityReport>;

beforeAll(async () => {
  const targets = await resolveTargets();
  const [baseline, calibration, ...candidates] = await Promise.all(
    targets.map(
      (target) => target && play(suite.scenarios, { ...target, send: createSupertestTransport(target.url) }),
    ),
  );
  reports = new Map(
    stages.map((stage, index) => {
      const candidate = candidates[index];
      if (!baseline || !candidate) throw new Error('Set BASELINE_URL and CANDIDATE_URL, or neither');
      return [
        stage,
        compare({ ...suite, timeToleranceMs, baseline, candidate, ...(calibration && { calibration }) }),
      ];
    }),
  );
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
  });
});

async function resolveTargets(): Promise<(Target | undefined)[]> {
  if (BASELINE_URL === undefined) {
    local = await startSideBySide(inject('assembly'), {
      stages: candidateStages,
      withTables: true,
      onEvent: (event) => {
        if (event.type === 'lambda.log' && event.line.includes('"level":"ERROR"'))
          errors.push(`${event.function}: ${event.line}`);
      },
    });
    return [local.baseline, local.calibration, ...local.candidates.values()];
  }
  const credentials = (name: string) =>
    process.env[`UNLITH_TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`];
  return [BASELINE_URL, CALIBRATION_URL, CANDIDATE_URL].map((url) =>
    url === undefined ? undefined : { url, credentials },
  );
}
