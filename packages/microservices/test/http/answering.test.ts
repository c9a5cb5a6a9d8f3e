import { afterEach, describe, expect, it, vi } from 'vitest';
import { answering } from '../../src/http/answering.ts';
import { json } from '../../src/http/reply.ts';
import { invoke } from '../http-event.ts';

afterEach(() => vi.restoreAllMocks());

const tagged = answering(async () => json({ text: 'ü' }, { etag: '"1"' }));

describe('answering', () => {
  it.each([['abc.DEF:1-2_3'], ['x'.repeat(128)]])('echoes the request id %s', async (requestId) => {
    const { requestId: echoed } = await invoke(tagged, { headers: { 'x-request-id': requestId } });
    expect(echoed).toBe(requestId);
  });

  it.each([[''], ['a b'], ['a,b'], ['x'.repeat(129)]])('replaces the request id "%s"', async (requestId) => {
    const answer = await invoke(tagged, { headers: { 'x-request-id': requestId } });
    expect(answer.requestId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('counts bytes, not characters', async () => {
    const { headers } = await invoke(tagged);
    expect(headers['content-length']).toBe('13');
  });

  it.each([
    [304, { 'if-none-match': '"1"' }],
    [304, { 'if-none-match': 'W/"1"' }],
    [304, { 'if-none-match': '"0", "1"' }],
    [304, { 'if-none-match': '*' }],
    [200, { 'if-none-match': '"2"' }],
    [200, { 'if-none-match': '"1"', 'cache-control': 'no-cache' }],
    [200, { 'if-modified-since': 'Sun, 22 Nov 2026 08:00:00 GMT' }],
  ])('answers %i to %j', async (status, headers) => {
    expect((await invoke(tagged, { headers })).status).toBe(status);
    expect((await invoke(tagged, { headers, method: 'HEAD' })).status).toBe(status);
    expect((await invoke(tagged, { headers, method: 'PATCH' })).status).toBe(200);
  });

  it('keeps the cause of what nobody foresaw to the log', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const failing = answering(() => Promise.reject(new Error('secret')));
    const { status, body } = await invoke(failing, { headers: { 'x-request-id': 'r1' } });
    expect(status).toBe(500);
    expect(body).toEqual({
      type: 'urn:problem:server.unexpected',
      title: 'Unexpected error',
      status: 500,
      detail: 'Something went wrong on our side.',
      code: 'server.unexpected',
    });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'ERROR', event: 'request.failed', requestId: 'r1', error: { message: 'secret' } },
    ]);
  });
});
