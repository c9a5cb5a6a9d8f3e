import { compare, formatFinding, type ParityReport, play, type Target } from '@unlith/parity';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type SideBySide, startSideBySide } from '../src/side-by-side.ts';
import * as suite from '../src/suite/index.ts';
import { createSupertestTransport } from './supertest-transport.ts';

/**
 * The airline's suite with supertest, against stages in a local cloud, or against a deployed pair:
 * BASELINE_URL, CANDIDATE_URL and, to calibrate, CALIBRATION_URL, with tokens in UNLITH_TOKEN_<NAME>.
 */
const { BASELINE_URL, CANDIDATE_URL, CALIBRATION_URL } = process.env;

let local: SideBySide | undefined;
let report: ParityReport;

beforeAll(async () => {
  const targets = await resolveTargets();
  const [baseline, calibration, candidate] = await Promise.all(
    targets.map(
      (target) => target && play(suite.scenarios, { ...target, send: createSupertestTransport(target.url) }),
    ),
  );
  if (!baseline || !candidate) throw new Error('Set BASELINE_URL and CANDIDATE_URL, or neither');
  report = compare({ ...suite, baseline, candidate, ...(calibration && { calibration }) });
});
afterAll(() => local?.close());

describe('the split answers like the lith', () => {
  it.each(suite.scenarios.map(({ name }) => name))('%s', (name) => {
    expect(report.findings.filter(({ scenario }) => scenario === name).map(formatFinding)).toEqual([]);
  });

  it.each([...suite.routes])('%s is reached', (routeKey) => {
    expect(report.routes.find((route) => route.routeKey === routeKey)?.exchanges).toBeGreaterThan(0);
  });

  it('in at least 150 exchanges, with at most five accepted divergences', () => {
    expect(report.exchanges).toBeGreaterThanOrEqual(150);
    expect(suite.accepted.length).toBeLessThanOrEqual(5);
    expect(report.findings).toEqual([]);
  });
});

async function resolveTargets(): Promise<(Target | undefined)[]> {
  if (BASELINE_URL === undefined) {
    local = await startSideBySide(inject('assembly'));
    return [local.baseline, local.calibration, local.candidate];
  }
  const credentials = (name: string) =>
    process.env[`UNLITH_TOKEN_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`];
  return [BASELINE_URL, CALIBRATION_URL, CANDIDATE_URL].map((url) =>
    url === undefined ? undefined : { url, credentials },
  );
}
