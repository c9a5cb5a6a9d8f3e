import { specialFlights } from '@unlith/shared-model/seed';
import { describe, expect, it } from 'vitest';
import { useTestApp } from './use-test-app.ts';

const test = useTestApp();
const html = 'text/html; charset=utf-8';

/** As a browser that is signed in. */
const visit = (path: string, token = test.alice) => test.call('GET', path, { cookie: `session=${token}` });

const submit = (path: string, fields: object, { origin = test.app.origin, token = test.alice } = {}) =>
  test
    .call('POST', path, { cookie: `session=${token}`, origin })
    .type('form')
    .send(fields);

const bookingOf = (page: string) => /action="(\/bookings\/[^"]+\/cancel)"/.exec(page)?.[1] ?? 'none';

describe('searching', () => {
  it('is public, and shows today if nothing is asked', async () => {
    const { status, text, headers } = await test.call('GET', '/');
    expect([status, headers['content-type']]).toEqual([200, html]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(text).toContain('Departures on Sun, 22 Nov 2026');
    expect(text).toContain('Departed');
    expect(text).toContain('€459.00');
  });

  it('takes empty fields and small letters', async () => {
    const { text } = await test.call('GET', '/?from=edi&to=koi&date=');
    expect(text).toContain('All departures');
    expect(text).toContain(`/bookings?flightId=${specialFlights.ordinary}`);
  });

  it('leads on to later flights', async () => {
    const first = await test.call('GET', '/?from=LHR&to=JFK');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&');
    const { status, text } = await test.call('GET', `${next}`);
    expect([status, text.includes('rel="next"')]).toEqual([200, false]);
    expect(text).toContain('Mon, 21 Dec 2026');
  });

  it('says what is wrong on a page', async () => {
    const { status, text, headers } = await test.call('GET', '/?date=tomorrow');
    expect([status, headers['content-type']]).toEqual([400, html]);
    expect(text).toContain('<h1>Invalid input</h1>');
  });
});

describe('the session', () => {
  it('is asked for in the place of the bookings', async () => {
    const { status, text, headers } = await test.call('GET', '/bookings');
    expect([status, headers['content-type']]).toEqual([401, html]);
    expect(text).toContain('action="/session"');
  });

  it('is not opened by the header of the API', async () => {
    const { status } = await test.call('GET', '/bookings', { authorization: `Bearer ${test.alice}` });
    expect(status).toBe(401);
  });

  it('starts with a good token, out of reach of scripts, and ends', async () => {
    const { status, headers } = await submit('/session', { token: `  ${test.alice}\n` }, { token: '' });
    expect([status, headers.location]).toEqual([303, '/bookings']);
    expect(headers['set-cookie']).toEqual([
      `session=${test.alice}; Path=/; Expires=Sun, 22 Nov 2026 13:00:00 GMT; HttpOnly; SameSite=Lax`,
    ]);
    const end = await submit('/session/end', {});
    expect([end.status, end.headers.location]).toEqual([303, '/']);
    expect(end.headers['set-cookie']?.[0]).toMatch(/^session=; Path=\/; Expires=Thu, 01 Jan 1970/);
  });

  it('does not start with a bad token', async () => {
    const { status, text, headers } = await submit('/session', { token: 'x', flightId: '"><script>' });
    expect([status, headers['set-cookie']]).toEqual([401, undefined]);
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('<script>');
  });

  it('returns to the flight that was to be booked, and nowhere else', async () => {
    const { headers } = await submit('/session', { token: test.alice, flightId: '//evil.example' });
    expect(headers.location).toBe('/bookings?flightId=%2F%2Fevil.example');
  });
});

describe('bookings', () => {
  it('are made and cancelled by forms', async () => {
    const token = await test.issuer.sign('carol');
    const page = await visit(`/bookings?flightId=${specialFlights.ordinary}`, token);
    const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(page.text)?.[1];
    const form = { flightId: specialFlights.ordinary, firstName: 'Ada', lastName: '<b>&"\'', idempotencyKey };

    const booked = await submit('/bookings', form, { token });
    expect([booked.status, booked.headers.location]).toEqual([303, '/bookings']);
    await submit('/bookings', form, { token });

    const { text, headers } = await visit('/bookings', token);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(text).toContain('Ada &lt;b&gt;&amp;&#34;&#39;');
    expect(text.match(/\/cancel"/g)).toHaveLength(1);

    const cancelled = await submit(bookingOf(text), {}, { token });
    expect([cancelled.status, cancelled.headers.location]).toEqual([303, '/bookings']);
    expect((await visit('/bookings', token)).text).not.toContain('/cancel"');
  });

  it.each([
    [
      'a sold out flight',
      { flightId: specialFlights.departed, firstName: 'A', lastName: 'B' },
      409,
      'Flight departed',
    ],
    ['no names', { flightId: specialFlights.ordinary }, 400, 'Invalid input'],
    ['doubled fields', 'flightId=a&flightId=b', 400, 'Invalid input'],
    ['too much', { firstName: 'x'.repeat(102_400) }, 413, 'Body too large'],
  ])('with %s end on a page that says so', async (_name, fields, status, title) => {
    const answer = await submit('/bookings', fields as object);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, html]);
    expect(answer.text).toContain(`<h1>${title}</h1>`);
  });

  it('are paid with points by choice', async () => {
    const token = await test.issuer.sign('dora');
    const form = { flightId: specialFlights.ordinary, firstName: 'Dora', lastName: 'X', payWith: 'points' };
    expect((await visit('/bookings', token)).text).toContain('<strong>50,000 points</strong>');
    await submit('/bookings', form, { token });
    const { text } = await visit('/bookings', token);
    expect(text).toContain('<strong>40,100 points</strong>');
    expect(text).toContain('<span class="amount">9,900 points</span>');
  });

  it('are offered for points only to who has enough', async () => {
    const token = await test.issuer.sign('emma');
    const offer = async () => (await visit(`/bookings?flightId=${specialFlights.ordinary}`, token)).text;
    expect(await offer()).toContain('<option value="points">9,900 points</option>');
    const form = { flightId: specialFlights.ordinary, firstName: 'E', lastName: 'X', payWith: 'points' };
    for (let seat = 0; seat < 5; seat++) await submit('/bookings', form, { token });
    expect(await offer()).toContain('<option value="points" disabled>');
    const tooDear = await submit('/bookings', form, { token });
    expect([tooDear.status, tooDear.text.includes('<h1>Too few points</h1>')]).toEqual([402, true]);
  });

  it('of others cannot be cancelled', async () => {
    await submit('/bookings', { flightId: specialFlights.ordinary, firstName: 'A', lastName: 'B' });
    const path = bookingOf((await visit('/bookings')).text);
    const { status, text } = await submit(path, {}, { token: await test.issuer.sign('mallory') });
    expect([status, text.includes('<h1>Booking not found</h1>')]).toEqual([404, true]);
  });

  it.each(['/bookings', '/bookings/1/cancel'])('%s wants a session', async (path) => {
    const { status, text } = await submit(path, {}, { token: '' });
    expect([status, text.includes('<h1>Sign in</h1>')]).toEqual([401, true]);
  });
});

describe('forms from elsewhere', () => {
  const paths = ['/bookings', '/bookings/1/cancel', '/session', '/session/end'];
  const origins = ['https://evil.example', 'null', ''];
  it.each(paths.flatMap((path) => origins.map((origin) => [path, origin] as const)))(
    'are refused by %s: Origin "%s"',
    async (path, origin) => {
      const { status, text } = await submit(path, { token: test.alice }, { origin });
      expect([status, text.includes('Form sent from elsewhere')]).toEqual([403, true]);
    },
  );
});

it('styles are served, and cached for a while', async () => {
  const { status, headers } = await test.call('GET', '/public/styles.css');
  expect([status, headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
  expect(headers['cache-control']).toBe('public, max-age=300');
  expect(headers).not.toHaveProperty('etag');
});
