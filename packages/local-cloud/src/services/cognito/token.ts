import { CompactSign } from 'jose';
import type { TokenRequest } from '../../cloud.ts';
import type { SigningKey } from './signing-key.ts';

/** What a token gets when its request does not say. */
export interface TokenDefaults {
  readonly issuer: string;
  readonly audience: string | undefined;
}

/** Pure: the claims of a token (RFC 7519, section 4.1). */
export function planClaims(
  request: TokenRequest,
  defaults: TokenDefaults,
  now: Date,
): Record<string, unknown> {
  const seconds = Math.floor(now.getTime() / 1000);
  const { subject, audience = defaults.audience, clientId, scopes, notBeforeInSeconds } = request;
  return {
    iss: request.issuer ?? defaults.issuer,
    sub: subject,
    ...(audience !== null && audience !== undefined && { aud: audience }),
    ...(clientId !== undefined && { client_id: clientId }),
    ...(scopes && { scope: scopes.join(' ') }),
    iat: seconds + (request.issuedInSeconds ?? 0),
    exp: seconds + (request.expiresInSeconds ?? 3600),
    ...(notBeforeInSeconds !== undefined && { nbf: seconds + notBeforeInSeconds }),
    ...request.claims,
  };
}

export function signToken(claims: object, { keyId, privateKey }: SigningKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
    .sign(privateKey);
}
