import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const audience = 'airline';

/** An OIDC issuer of our own: one key, published over HTTP, and a token for whoever asks by name. */
export async function startIssuer(defer: (cleanUp: () => unknown) => void) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'search', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const isDiscovery = request.url === '/.well-known/openid-configuration';
    response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: [key] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  defer(() => server.close().closeAllConnections());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, Promise<string>>();
  const sign = (name: string) =>
    new SignJWT({ iss: issuer, aud: audience, sub: name })
      .setIssuedAt('-1 minute')
      .setExpirationTime('2 hours')
      .setProtectedHeader({ alg: 'RS256', kid: 'search' })
      .sign(privateKey);
  const credentials = (name: string): Promise<string> => {
    const token = tokens.get(name) ?? sign(name);
    tokens.set(name, token);
    return token;
  };
  return { issuer, credentials };
}
