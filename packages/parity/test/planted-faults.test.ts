import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare, type ParityReport, type Playthrough, play, runParity } from '../src/index.ts';
import { type Fault, startParcelApi } from './support/parcel-api.ts';
import { faults } from './support/parcel-faults.ts';
import { parcelRoutes, parcelScenarios } from './support/parcel-scenarios.ts';

/** Plays the suite against a fresh API, which closes again. */
async function playFresh(fault: Fault = {}): Promise<Playthrough> {
  const api = await startParcelApi(fault);
  try {
    return await play(parcelScenarios, { url: api.url, credentials: (name) => name });
  } finally {
    await api.close();
  }
}

describe('a fault planted in the candidate', () => {
  let baseline: Playthrough;
  let calibration: Playthrough;

  beforeAll(async () => {
    baseline = await playFresh();
    await setTimeout(1000); // as `runParity` does: times in whole seconds must be seen to vary
    calibration = await playFresh();
  });

  it.each(faults)('%s is found as %s', async (_, code, fault) => {
    const candidate = await playFresh(fault);
    const { findings } = compare({ baseline, calibration, candidate, routes: parcelRoutes });
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});

describe('a candidate without fault', () => {
  it('has no finding in 20 runs', async () => {
    const reports = await Promise.all(Array.from({ length: 20 }, runOnce));
    for (const report of reports) {
      expect(report.findings).toEqual([]);
      expect(report.notCompared).toEqual([]);
      expect(report.exchanges).toBe(18);
    }
  });

  async function runOnce(): Promise<ParityReport> {
    const apis = await Promise.all([startParcelApi(), startParcelApi(), startParcelApi()]);
    const [baseline, calibration, candidate] = apis.map(({ url }) => ({
      url,
      credentials: (name: string) => name,
    }));
    if (!baseline || !calibration || !candidate) throw new Error('three APIs were started');
    try {
      return await runParity({
        baseline,
        calibration,
        candidate,
        scenarios: parcelScenarios,
        routes: parcelRoutes,
      });
    } finally {
      await Promise.all(apis.map((api) => api.close()));
    }
  }
});
