import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBaselineMatcher } from '../../src/matcher/vitest.ts';
import { startParcelApi } from '../support/parcel-api.ts';
import { parcelScenarios } from '../support/parcel-scenarios.ts';

type Api = Awaited<ReturnType<typeof startParcelApi>>;

describe('toMatchBaseline', () => {
  const apis: Api[] = [];
  const start = async (...fault: Parameters<typeof startParcelApi>) => {
    const api = await startParcelApi(...fault);
    apis.push(api);
    return { url: api.url, credentials: (name: string) => name };
  };
  const [life] = parcelScenarios;
  if (!life) throw new Error('the parcel API has scenarios');

  beforeAll(async () => {
    const [baseline, calibration] = await Promise.all([start(), start()]);
    expect.extend(createBaselineMatcher({ baseline, calibration }));
  });
  afterAll(() => Promise.all(apis.map(({ close }) => close())));

  it('passes where the candidate answers alike, for one scenario or several', async () => {
    const candidate = await start();
    await expect(candidate).toMatchBaseline(life);
    await expect(candidate).toMatchBaseline(parcelScenarios);
  });

  it('fails with the findings in words', async () => {
    const candidate = await start({
      distort: (_, answer) => {
        if (answer.body?.to) answer.body.to = 'Rome';
      },
    });
    await expect(candidate).not.toMatchBaseline(life);
    await expect(expect(candidate).toMatchBaseline(life)).rejects.toThrow(
      /parcels\.life > send {2}body:\/to\n {2}parity\.body-value: .*\n {2}baseline {3}"Lisbon"\n {2}candidate {2}"Rome"/,
    );
  });

  it('fails where a step was not compared', async () => {
    const { url } = await start();
    await expect(expect({ url }).toMatchBaseline(life)).rejects.toThrow(
      'parcels.life > send  not compared: candidate: no credential `ana` for this target',
    );
  });
});
