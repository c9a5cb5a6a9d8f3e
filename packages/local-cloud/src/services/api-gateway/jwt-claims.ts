/** The decisions of a JWT authorizer about verified claims; nothing here touches keys or network. */
export interface JwtExpectation {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

export type Claims = Readonly<Record<string, unknown>>;
export type ClaimVerdict = 'valid' | 'wrong-audience' | 'expired' | 'invalid';

/**
 * `client_id` is consulted only when `aud` is absent; times are compared without allowance for skewed clocks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function judgeClaims(claims: Claims, { issuer, audiences }: JwtExpectation, now: Date): ClaimVerdict {
  const seconds = now.getTime() / 1000;
  const { iss, aud, client_id: clientId, exp, nbf, iat } = claims;
  if (iss !== issuer) return 'invalid';
  const presented = [aud ?? clientId].flat();
  if (!presented.some((value) => audiences.some((audience) => audience === value))) return 'wrong-audience';
  if (typeof exp !== 'number') return 'invalid';
  if (exp <= seconds) return 'expired';
  return isPast(nbf, seconds) && isPast(iat, seconds) ? 'valid' : 'invalid';
}

function isPast(time: unknown, nowSeconds: number): boolean {
  return time === undefined || (typeof time === 'number' && time <= nowSeconds);
}

/** The token's scopes: `scope` (space-separated) or `scp`. */
export function listScopes({ scope, scp }: Claims): string[] {
  const value = scope ?? scp ?? [];
  return Array.isArray(value) ? value.map(String) : String(value).split(' ');
}

/**
 * Claims reach the event as strings: arrays as `[a b]`, nested objects as JSON, `null` not at all (measured; the
 * gateway formats them in Go).
 */
export function formatClaims(claims: Claims): Record<string, string> {
  const entries = Object.entries(claims).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, formatClaim(value)]));
}

function formatClaim(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatClaim).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
