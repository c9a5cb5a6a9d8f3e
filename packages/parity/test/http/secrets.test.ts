import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/http/secrets.ts';

const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.c2ln';

describe('a scrubber', () => {
  it.each([
    ['authorization', 'Bearer abc', 'Bearer «secret 1»'],
    ['authorization', 'abc', '«secret 1»'],
    ['proxy-authorization', 'Basic YTpi', 'Basic «secret 1»'],
    ['x-api-key', '12', '«secret 1»'],
    ['x-amz-security-token', 'a/b', '«secret 1»'],
    ['cookie', 'a=1; b=2; c=1', 'a=«secret 1»; b=«secret 2»; c=«secret 1»'],
    ['set-cookie', 'session=s; Path=/; Max-Age=3', 'session=«secret 1»; Path=/; Max-Age=3'],
    ['location', '/cb?code=1&access_token=t#x', '/cb?code=1&access_token=«secret 1»'],
    ['x-note', `it was ${jwt}, then ${jwt}`, 'it was «secret 1», then «secret 1»'],
    ['idempotency-key', 'k-1', 'k-1'],
    ['www-authenticate', 'Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
    ['etag', '"1"', '"1"'],
  ])('leaves of %s: %s only %s', (name, value, left) => {
    expect(createScrubber().headers([[name, value]])).toEqual([[name, left]]);
  });

  it.each([
    ['token=abc&x=1', 'token=«secret 1»&x=1'],
    ['/s3/file?X-Amz-Signature=1f&X-Amz-Date=2026', '/s3/file?X-Amz-Signature=«secret 1»&X-Amz-Date=2026'],
    ['https://ana:pw@host/', 'https://ana:«secret 1»@host/'],
    ['key AKIAABCDEFGHIJKLMNOP', 'key «secret 1»'],
    ['{"a":"b","password" : "x","nex', '{"a":"b","password" : "«secret 1»","nex'],
    ['/list?nextToken=abc&limit=2', '/list?nextToken=abc&limit=2'],
  ])('makes %s of a text', (text, left) => {
    expect(createScrubber().text(text)).toBe(left);
  });

  it('looks into JSON, by the names of its fields, and knows a secret again', () => {
    const scrubber = createScrubber();
    const scrubbed = scrubber.json({
      user: { password: 'pw', clientSecret: 's', pin: 1, sessionId: 7 },
      refresh_token: 'pw',
      pageToken: 'p',
      list: [{ note: `Bearer ${jwt}` }],
    });
    expect(scrubbed).toEqual({
      user: { password: '«secret 1»', clientSecret: '«secret 2»', pin: 1, sessionId: '«secret 3»' },
      refresh_token: '«secret 1»',
      pageToken: 'p',
      list: [{ note: 'Bearer «secret 4»' }],
    });
    expect(scrubber.json(scrubbed)).toEqual(scrubbed);
  });
});
