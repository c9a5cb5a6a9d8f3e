import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

// As API Gateway's JWT authorizer, keys for two hours: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
const cacheMaxAge = 2 * 60 * 60 * 1000;
// The authorizer waits 1.5 s for each of its two questions; a function asks while it starts cold, and a customer who is
// turned away for that is worse off than one who waits.
const timeoutDuration = 5000;

/**
 * The signing keys of an OIDC issuer, wherever its discovery document says they are. Asked for with the first token;
 * a discovery that failed is tried again with the next.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
export function createIssuerKeys(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    keys ??= discoverKeys(issuer);
    try {
      return await (await keys)(header, token);
    } catch (error) {
      if (error instanceof DiscoveryError) keys = undefined;
      throw error;
    }
  };
}

/** The issuer cannot be asked where its keys are. */
class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const document = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(document, { signal: AbortSignal.timeout(timeoutDuration) });
    const { jwks_uri } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge, timeoutDuration });
  } catch (cause) {
    throw new DiscoveryError(`${document} names no jwks_uri`, { cause });
  }
}
