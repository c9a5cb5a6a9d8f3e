import type { Node } from 'constructs';
import { type Placement, readPlacement } from './placement.ts';
import { StageSettingsError } from './stage-settings-error.ts';

/** What `-c key=value` (CDK context) may choose, resolved once. */
export interface StageSettings {
  /** OIDC issuer and audience of the customers' tokens; `cognito` makes a user pool of our own. */
  readonly identity: 'cognito' | { readonly issuer: string; readonly audience: string };
  /** A second, fresh lith for parity to calibrate against. */
  readonly calibration: boolean;
  /** Accounts of loyalty and of all the rest; undefined: everything in the caller's own. */
  readonly accounts: { readonly loyalty: string; readonly bookings: string } | undefined;
  /** Where the strangler's routes go: a file of `infra/placements`, or one of your own. */
  readonly placement: Placement;
  /** Every extracted function may do all that the lith may, so that what they use of it can be recorded. */
  readonly isRecording: boolean;
  /** Requests per second and burst that a stage lets through before it answers 429. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
}

/**
 * Reads `issuer`, `audience`, `calibration`, `placement`, `recording`, `loyaltyAccount`, `bookingsAccount`, `rateLimit` and `burstLimit` from the CDK context.
 *
 * @throws {StageSettingsError} naming the key, its value and a valid form.
 */
export function resolveStageSettings(node: Pick<Node, 'tryGetContext'>): StageSettings {
  const text = (key: string): string | undefined => {
    const value: unknown = node.tryGetContext(key);
    return value === undefined || value === '' ? undefined : String(value);
  };
  return {
    identity: resolveIdentity(text('issuer'), text('audience')),
    calibration: text('calibration') === 'true',
    placement: readPlacement(text('placement') ?? 'bookings-native'),
    isRecording: text('recording') === 'true',
    accounts: resolveAccounts(text('loyaltyAccount'), text('bookingsAccount')),
    throttle: {
      rateLimit: resolveCount('rateLimit', text('rateLimit') ?? '1000'),
      burstLimit: resolveCount('burstLimit', text('burstLimit') ?? '2000'),
    },
  };
}

function resolveIdentity(
  issuer: string | undefined,
  audience: string | undefined,
): StageSettings['identity'] {
  if (issuer === undefined && audience === undefined) return 'cognito';
  if (issuer === undefined || audience === undefined) {
    const missing = issuer === undefined ? 'issuer' : 'audience';
    throw new StageSettingsError(
      `Context "${missing}" is missing: an issuer of your own needs both, -c issuer=https://… -c audience=…`,
    );
  }
  // A JWT authorizer's issuer is an https URL, compared with `iss` to the letter.
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
  if (!/^https:\/\/[^\s?#]+$/.test(issuer)) {
    throw new StageSettingsError(
      `Context "issuer" is "${issuer}": give the https URL that stands in the tokens' "iss", as -c issuer=https://login.example.com`,
    );
  }
  return { issuer, audience };
}

function resolveAccounts(
  loyalty: string | undefined,
  bookings: string | undefined,
): StageSettings['accounts'] {
  if (loyalty === undefined && bookings === undefined) return undefined;
  const accounts = { loyalty: loyalty ?? '', bookings: bookings ?? '' };
  for (const [service, account] of Object.entries(accounts)) {
    if (!/^\d{12}$/.test(account)) {
      throw new StageSettingsError(
        `Context "${service}Account" is "${account}": two accounts need both, 12 digits each, -c loyaltyAccount=… -c bookingsAccount=…`,
      );
    }
  }
  return accounts;
}

function resolveCount(key: string, value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new StageSettingsError(
      `Context "${key}" is "${value}": give a whole number from 1 to 999999, as -c ${key}=1000`,
    );
  }
  return Number(value);
}
