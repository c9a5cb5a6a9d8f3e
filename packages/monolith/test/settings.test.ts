import { describe, expect, it } from 'vitest';
import { resolveSettings, SettingsError } from '../src/settings.ts';

const environment = {
  JWT_ISSUER: 'https://login.example.com',
  JWT_AUDIENCE: 'airline',
  FLIGHTS_TABLE: 'flights',
  BOOKINGS_TABLE: 'bookings',
  LOYALTY_TABLE: 'loyalty',
  STATISTICS_TABLE: 'statistics',
};

describe('settings', () => {
  it('come from the environment, with the files beside the app', () => {
    expect(resolveSettings(environment, '/var/task')).toEqual({
      issuer: 'https://login.example.com',
      audience: 'airline',
      flightsTable: 'flights',
      bookingsTable: 'bookings',
      loyaltyTable: 'loyalty',
      statisticsTable: 'statistics',
      viewsDirectory: '/var/task/views',
      publicDirectory: '/var/task/public',
    });
  });

  it.each(Object.keys(environment))('name %s when it is missing', (name) => {
    expect(() => resolveSettings({ ...environment, [name]: '' }, '/')).toThrow(SettingsError);
    expect(() => resolveSettings({ ...environment, [name]: '' }, '/')).toThrow(
      `${name} is not set: give the`,
    );
  });

  it('want an issuer that is a URL', () => {
    expect(() => resolveSettings({ ...environment, JWT_ISSUER: 'me' }, '/')).toThrow('JWT_ISSUER is "me"');
  });
});
