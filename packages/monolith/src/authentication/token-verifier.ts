import type { Clock } from '@unlith/shared-model';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { createIssuerKeys } from './issuer-keys.ts';

/** A token's customer, or why there is none. */
export type Authentication =
  | { readonly outcome: 'customer'; readonly customerId: string; readonly expiresAt: Date }
  | { readonly outcome: 'missing' | 'expired' | 'wrong-audience' | 'invalid' }
  | { readonly outcome: 'keys-unavailable'; readonly cause: unknown };

export type VerifyToken = (token: string | undefined) => Promise<Authentication>;

export type TokenVerifierDeps = {
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Pick<Clock, 'now'>;
};

/**
 * Verifies a token by the rules of API Gateway's JWT authorizer, so that the lith and its split admit the same customers:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * RS256 only, no clock skew.
 */
export function createTokenVerifier({ issuer, audience, clock }: TokenVerifierDeps): VerifyToken {
  const keys = createIssuerKeys(issuer);
  return async (token) => {
    if (!token) return { outcome: 'missing' };
    const now = clock.now();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: now,
      });
      return authenticationOf(payload, audience, now);
    } catch (error) {
      return judgeFault(error, audience);
    }
  };
}

function authenticationOf(payload: JWTPayload, audience: string, now: Date): Authentication {
  const { sub = '', exp = 0, iat = 0 } = payload;
  if (!isMeantFor(audience, payload)) return { outcome: 'wrong-audience' };
  if (iat * 1000 > now.getTime()) return { outcome: 'invalid' };
  return { outcome: 'customer', customerId: sub, expiresAt: new Date(exp * 1000) };
}

/** `client_id` (Cognito's access tokens) stands in for an absent `aud`, and never rescues a wrong one. */
const isMeantFor = (audience: string, { aud, client_id }: JWTPayload): boolean =>
  [aud ?? client_id].flat().includes(audience);

function judgeFault(error: unknown, audience: string): Authentication {
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return { outcome: 'invalid' };
    // The audience is looked at before the times.
    if (!isMeantFor(audience, error.payload)) return { outcome: 'wrong-audience' };
    return { outcome: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
  // jose's plain JOSEError is an answer of the key endpoint other than 200; what is not jose's own is the network's.
  const isTokenAtFault = error instanceof errors.JOSEError && error.constructor !== errors.JOSEError;
  return isTokenAtFault && !(error instanceof errors.JWKSTimeout)
    ? { outcome: 'invalid' }
    : { outcome: 'keys-unavailable', cause: error };
}
