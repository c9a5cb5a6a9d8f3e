import '../environment.ts';
import { createBooking } from '@unlith/shared-model';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../src/bookings/get-boarding-pass.ts';
import { ada, createAirline, flightId } from '../airline.ts';
import { invoke } from '../http-event.ts';

const airline = createAirline();
const handler = createHandler(airline);
let own: { customerId: string; pathParameters: { bookingId: string } };

beforeAll(async () => {
  const customerId = 'customer-1';
  const input = { flightId, passengers: [ada] };
  const { bookingId } = await createBooking(airline, { customerId, input });
  own = { customerId, pathParameters: { bookingId } };
});

describe('get-boarding-pass', () => {
  it.each([
    [undefined, 'image/png'],
    ['', 'image/png'],
    ['*/*', 'image/png'],
    ['image/*', 'image/png'],
    ['image/svg+xml', 'image/svg+xml; charset=utf-8'],
    ['text/html, image/svg+xml;q=0.9, image/png;q=0.8', 'image/svg+xml; charset=utf-8'],
    ['image/png;q=0, */*', 'image/svg+xml; charset=utf-8'],
  ])('for Accept "%s" comes as %s', async (accept, contentType) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const answer = await invoke(handler, { ...own, headers });
    const format = contentType === 'image/png' ? 'png' : 'svg';
    expect(answer).toMatchObject({ status: 200, isBase64Encoded: format === 'png' });
    expect(answer.headers).toMatchObject({
      vary: 'Accept',
      etag: `"1-1-${format}"`,
      'content-type': contentType,
    });
    const bytes = Buffer.from(answer.body ?? '', format === 'png' ? 'base64' : 'utf8');
    expect(bytes.toString('latin1')).toContain(format === 'png' ? 'PNG' : '<svg');
    expect(answer.headers['content-length']).toBe(`${bytes.length}`);
  });

  it.each([
    ['request.not-acceptable', 406, { headers: { accept: 'text/html' } }],
    ['boarding-pass.passenger-not-found', 404, { query: 'passenger=2' }],
    ['input.invalid', 400, { query: 'passenger=0' }],
    ['booking.not-found', 404, { customerId: 'customer-2' }],
  ])('refuses: %s', async (code, status, request) => {
    const answer = await invoke(handler, { ...own, ...request });
    expect(answer).toMatchObject({ status, headers: { vary: 'Accept' }, body: { code } });
  });

  it('is not sent again to whom has it', async () => {
    const answer = await invoke(handler, { ...own, headers: { 'if-none-match': '"1-1-png"' } });
    expect(answer).toMatchObject({ status: 304, body: undefined });
    expect(answer.headers).toEqual({ vary: 'Accept', etag: '"1-1-png"' });
  });
});
