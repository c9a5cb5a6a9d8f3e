import { describe, expect, it } from 'vitest';
import { generalisePlace, toCauseKey, toFingerprint } from '../../src/report/cause.ts';

describe('the place of a cause', () => {
  it.each([
    ['body:/items/0/price', 'body:/items/*/price'],
    ['body:/0', 'body:/*'],
    ['body:/seats/01JD3YAF9H4N0Z3W6M8K2Q5T7V/row', 'body:/seats/*/row'],
    ['body:/byId/7d444840-9dc0-11d1-b245-5ffdce74fad2', 'body:/byId/*'],
    ['body:/days/2026-11-22/open', 'body:/days/*/open'],
    ['body:/flightNumber/value1', 'body:/flightNumber/value1'],
    ['body:/html/body/ul/li[2]@class', 'body:/html/body/ul/li[*]@class'],
    ['body:', 'body:'],
    ['header:x-1', 'header:x-1'],
    ['cookie:session[2];path', 'cookie:session[2];path'],
    ['status', 'status'],
  ])('%s is %s', (where, place) => {
    expect(generalisePlace(where)).toBe(place);
  });
});

describe('a cause', () => {
  const status = { code: 'parity.status', where: 'status', baseline: 200, candidate: 404 } as const;

  it('knows a change of status or type from another', () => {
    expect(toCauseKey(status, 'GET /')).toEqual({
      code: 'parity.status',
      routeKey: 'GET /',
      where: 'status',
      change: '200 → 404',
    });
    const typed = { code: 'parity.body-type', where: 'body:/a', baseline: [], candidate: null } as const;
    expect(toCauseKey(typed, 'GET /').change).toBe('list → null');
  });

  it('is the same whatever the values, and has the same fingerprint in every run', () => {
    const value = (where: string, baseline: number) =>
      toCauseKey({ code: 'parity.body-value', where, baseline, candidate: 0 }, 'GET /');
    expect(toFingerprint(value('body:/rows/1/id', 1))).toBe(toFingerprint(value('body:/rows/20/id', 2)));
    expect(toFingerprint(value('body:/rows/1/id', 1))).toBe('0cb5ee564cd2');
  });
});
