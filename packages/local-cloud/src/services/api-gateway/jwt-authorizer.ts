import type { KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import { createUnauthorized, gatewayAnswers } from './gateway-answer.ts';
import {
  type Claims,
  type ClaimVerdict,
  formatClaims,
  type JwtExpectation,
  judgeClaims,
  listScopes,
} from './jwt-claims.ts';
import type { GatewayResponse } from './response.ts';

/** A JWT authorizer as the template describes it. */
export interface JwtAuthorizer extends JwtExpectation {
  /** `$request.header.Authorization` or `$request.querystring.token` */
  readonly identitySource: string;
}

export type Authorization =
  | { readonly authorizer: object; readonly refusal?: undefined }
  | { readonly refusal: GatewayResponse };

export interface AuthorizationRequest {
  /** Lower-case name to value. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  /** The route's scopes; any one of them is enough. */
  readonly scopes: readonly string[];
  readonly now: Date;
}

/** Finds the key of an issuer that a token's `kid` names. */
export type FindKey = (issuer: string, kid: string | undefined) => Promise<KeyObject | undefined>;

/**
 * Lets a request in by its bearer token, or says how the gateway refuses it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorize(
  authorizer: JwtAuthorizer,
  request: AuthorizationRequest,
  findKey: FindKey,
): Promise<Authorization> {
  const token = findToken(authorizer.identitySource, request);
  if (!token) return { refusal: createUnauthorized('Bearer') };
  const claims = await verifySignature(token, authorizer.issuer, findKey);
  const verdict = claims ? judgeClaims(claims, authorizer, request.now) : 'invalid';
  if (!claims || verdict !== 'valid') return { refusal: createUnauthorized(challenges[verdict]) };
  const scopes = listScopes(claims);
  const isInScope = request.scopes.length === 0 || request.scopes.some((scope) => scopes.includes(scope));
  if (!isInScope) return { refusal: gatewayAnswers.forbidden };
  return {
    authorizer: { jwt: { claims: formatClaims(claims), scopes: request.scopes.length > 0 ? scopes : null } },
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html */
const invalidToken = 'Bearer scope="" error="invalid_token"';
const challenges: Readonly<Record<ClaimVerdict, string>> = {
  valid: '',
  invalid: invalidToken,
  'wrong-audience': `${invalidToken} error_description="the token does not have a valid audience"`,
  expired: `${invalidToken} error_description="the token has expired"`,
};

function findToken(identitySource: string, { headers, query }: AuthorizationRequest): string | undefined {
  const [, place, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(identitySource) ?? [];
  const value = place === 'querystring' ? query[name] : headers[name.toLowerCase()];
  return (
    String(value ?? '')
      .replace(/^bearer +/i, '')
      .trim() || undefined
  );
}

/** Only RSA: a token signed in another way is never valid. */
const algorithms = ['RS256', 'RS384', 'RS512'];

async function verifySignature(token: string, issuer: string, findKey: FindKey): Promise<Claims | undefined> {
  try {
    const { payload } = await compactVerify(
      token,
      async ({ kid }) => {
        const key = await findKey(issuer, kid);
        if (!key) throw new Error(`No key ${kid}`);
        return key;
      },
      { algorithms },
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === 'object' && claims !== null ? (claims as Claims) : undefined;
  } catch {
    // A malformed token, an unknown key or a wrong signature: all the same to the client.
    return undefined;
  }
}
