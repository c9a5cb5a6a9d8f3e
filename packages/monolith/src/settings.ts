import { join } from 'node:path';
import type { Tables } from './airline.ts';

/** What `createApp` needs to know, all of it resolved. */
export type AppSettings = {
  /** Of the customers' tokens: `iss`, to the letter; its keys are where its OIDC discovery document says. */
  readonly issuer: string;
  /** `aud` of the customers' tokens, or their `client_id` if they have no `aud`. */
  readonly audience: string;
  /** Directory of the EJS templates. */
  readonly viewsDirectory: string;
  /** Directory that is served under `/public`. */
  readonly publicDirectory: string;
};

/** All that the environment says: what `createApp` takes, and the tables. */
export type Settings = AppSettings & Tables;

/** An environment that cannot be run in: the message names the variable and what it holds. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads JWT_ISSUER, JWT_AUDIENCE and the name of each table. `views` and `public` lie in `assetsDirectory`:
 * beside the source, or beside the bundle on Lambda.
 *
 * @throws {SettingsError} naming the variable that is missing or no URL.
 */
export function resolveSettings(environment: NodeJS.ProcessEnv, assetsDirectory: string): Settings {
  const get = (name: keyof typeof meanings): string => {
    const value = environment[name];
    if (!value) throw new SettingsError(`${name} is not set: give ${meanings[name]}.`);
    return value;
  };
  const issuer = get('JWT_ISSUER');
  if (!URL.canParse(issuer)) {
    throw new SettingsError(`JWT_ISSUER is "${issuer}": give ${meanings.JWT_ISSUER}.`);
  }
  return {
    issuer,
    audience: get('JWT_AUDIENCE'),
    flightsTable: get('FLIGHTS_TABLE'),
    bookingsTable: get('BOOKINGS_TABLE'),
    loyaltyTable: get('LOYALTY_TABLE'),
    statisticsTable: get('STATISTICS_TABLE'),
    viewsDirectory: join(assetsDirectory, 'views'),
    publicDirectory: join(assetsDirectory, 'public'),
  };
}

const meanings = {
  JWT_ISSUER: 'the URL that stands in the "iss" of the customers\' tokens, as https://login.example.com',
  JWT_AUDIENCE: 'the "aud" of the customers\' tokens',
  FLIGHTS_TABLE: 'the name of the DynamoDB table with the flights',
  BOOKINGS_TABLE: 'the name of the DynamoDB table with the bookings',
  LOYALTY_TABLE: 'the name of the DynamoDB table with the accounts and ledgers',
  STATISTICS_TABLE: "the name of the DynamoDB table with the flights' totals",
};
