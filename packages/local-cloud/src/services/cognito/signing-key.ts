import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, type JWK } from 'jose';

/** The RSA key that a cloud's issuers sign with. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JWK;
}

/** Takes some hundred milliseconds on another thread: begin early, await late. */
export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  const keyId = createHash('sha256').update(String(jwk.n)).digest('base64url');
  return { keyId, privateKey, publicKey, jwk: { ...jwk, kid: keyId, alg: 'RS256', use: 'sig' } };
}
