import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { startTestApp } from './airline-app.ts';
import { useTestApp } from './use-test-app.ts';

const test = useTestApp();
const { call } = test;

describe('every answer of the application', () => {
  it.each(['abc', 'a.b:c-d_e', 'x'.repeat(128)])('echoes the request id %s', async (id) => {
    expect((await call('GET', '/api/flights', { 'x-request-id': id })).headers['x-request-id']).toBe(id);
  });

  it.each(['a b', 'x'.repeat(129), 'ü'])('replaces the request id %s', async (id) => {
    const { headers } = await call('GET', '/api/flights', { 'x-request-id': encodeURI(id) });
    expect(headers['x-request-id']).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('is logged in one line, without its query', async () => {
    await call('GET', '/api/flights?from=LHR', { 'x-request-id': 'logged' });
    const lines = test.app.lines.filter(({ requestId }) => requestId === 'logged');
    expect(lines).toEqual([
      {
        event: 'request.answered',
        method: 'GET',
        path: '/api/flights',
        status: 200,
        durationMs: expect.any(Number),
        requestId: 'logged',
      },
    ]);
  });
});

describe('an unexpected error', () => {
  const failing = {
    findFlight: () => Promise.reject(new Error('secret')),
    listFlights: () => Promise.reject(new Error('secret')),
  };

  it.each([
    ['/api/flights', 'application/problem+json; charset=utf-8'],
    ['/', 'text/html; charset=utf-8'],
  ])('at %s says nothing of its cause, which is logged', async (path, contentType) => {
    const broken = await startTestApp({ ...test.issuer, airline: { flights: failing } });
    const { status, text, headers } = await request(broken.origin).get(path).set('x-request-id', 'broken');
    await broken.close();
    expect([status, headers['content-type']]).toEqual([500, contentType]);
    expect(text).toContain('Unexpected error');
    expect(text).not.toContain('secret');
    expect(broken.lines[0]).toMatchObject({
      event: 'request.failed',
      path,
      requestId: 'broken',
      error: { message: 'secret', stack: expect.stringContaining('secret') },
    });
  });
});
