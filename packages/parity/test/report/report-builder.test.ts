import { describe, expect, it } from 'vitest';
import type { JudgedStep } from '../../src/compare/judge-step.ts';
import { createReportBuilder, reportFormats } from '../../src/index.ts';
import { airlineReport } from '../support/airline-report.ts';

const options = { baseline: 'http://a', candidate: 'http://b', calibration: null, timeToleranceMs: 0 };

/** An exchange of its own route, whose answers are long, hold a secret, and differ at places of their own. */
function differing(index: number): JudgedStep {
  const side = (value: string) => ({
    scenarioStartedAtMs: 0,
    played: {
      outcome: 'answered' as const,
      name: `step ${index}`,
      request: {
        method: 'GET',
        path: `/${index}`,
        headers: [['authorization', 'Bearer top-secret'] as const],
      },
      response: {
        status: 200,
        headers: [['content-type', 'application/json'] as const],
        body: new TextEncoder().encode(JSON.stringify({ [`field${index}`]: value.repeat(3000) })),
      },
      startedAtMs: 0,
      durationMs: 1 + (index % 3),
    },
  });
  const step = { scenario: `scenario ${index}`, step: `step ${index}` };
  return {
    ...step,
    routeKey: `GET /${index % 50}`,
    exchange: { ...step, baseline: side('a'), candidate: side('b') },
    differences: [
      { code: 'parity.body-value', where: `body:/field${index}`, baseline: 'a'.repeat(3000), candidate: 'b' },
      {
        code: 'parity.cookie',
        where: 'cookie:session',
        baseline: 'top-secret',
        candidate: 'x',
        note: 'top-secret',
      },
    ],
  };
}

describe('a report of very much', () => {
  const notCompared = Array.from({ length: 100_000 }, (_, line) => ({
    route: `log:${line}`,
    reason: 'no request',
  }));
  const builder = createReportBuilder({ ...options, notCompared });
  const exchanges = 20_000;
  for (let index = 0; index < exchanges; index++) builder.add(differing(index));
  const report = builder.build();

  it('counts exactly', () => {
    expect(report.exchanges).toBe(exchanges);
    expect(report.causes.reduce((sum, { findings }) => sum + findings, 0)).toBe(2 * exchanges);
    expect(report.routes.reduce((sum, { differing }) => sum + differing, 0)).toBe(exchanges);
    expect(report.causes.length).toBeLessThanOrEqual(1100);
  });

  it.each(['json', 'html', 'xml', 'sarif', 'txt'] as const)('has at most 5 MB as %s', (format) => {
    expect(Buffer.byteLength(reportFormats[format](report))).toBeLessThanOrEqual(5_000_000);
  });

  it('holds no secret', () => {
    expect(JSON.stringify(report)).not.toContain('top-secret');
  });

  it('can be made again while more comes', () => {
    builder.add(differing(0));
    expect(builder.build().exchanges).toBe(exchanges + 1);
    expect(report.exchanges).toBe(exchanges);
  });
});

describe('the report of a run', () => {
  it('counts findings by cause', () => {
    const causes = airlineReport.causes.map(({ routeKey, where, change, findings, exchanges }) =>
      [routeKey, where, change, findings, exchanges].filter((value) => value !== undefined).join(' '),
    );
    expect(causes).toContain('GET /api/bookings body:/items/*/totalCents 4 2');
    expect(causes).toContain('DELETE /api/bookings/{bookingId} status 204 → 500 1 1');
  });

  it('says of each route what was seen, and how far that can be trusted', () => {
    const route = (key: string) => airlineReport.routes.find(({ routeKey }) => routeKey === key);
    expect(route('GET /api/flights/{flightId}')).toMatchObject({
      exchanges: 2,
      differing: 0,
      statuses: { 200: 1, 404: 1 },
      fields: 7,
      differAtMost: 1 - Math.sqrt(0.05),
    });
    expect(route('GET /api/bookings')).toMatchObject({ differing: 2, differAtMost: null });
    expect(route('PATCH /api/bookings/{bookingId}')).toMatchObject({
      exchanges: 0,
      fields: 0,
      baselineP50Ms: null,
    });
  });

  it('shows of a long body the part that differs, and no secret', () => {
    const samples = airlineReport.samples.map(({ baseline }) => baseline);
    expect(
      samples.find(({ request }) => request.path.startsWith('/api/flights?'))?.response.body,
    ).toMatchObject({
      at: '/items/14',
      text: expect.stringContaining('"flightId":"f-14"'),
    });
    expect(JSON.stringify(airlineReport)).not.toMatch(/tok_live_1|eyJ|session=abc/);
  });

  it('takes out what is accepted and known, and counts it there', () => {
    expect(airlineReport.accepted).toMatchObject([{ code: 'parity.cookie-missing', findings: 1 }]);
    expect(airlineReport.known.map(({ code, findings }) => [code, findings])).toEqual([
      ['parity.bytes', 1],
      ['parity.header-added', 0],
    ]);
  });
});
