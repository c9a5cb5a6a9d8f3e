import type { Cloud, TokenRequest } from '@unlith/local-cloud';
import type { Target } from '@unlith/parity';

/** What the suite calls its credentials: customers `customer-1`, `customer-2`, …, and tokens that no door may accept. */
const refused: Readonly<Record<string, Partial<TokenRequest>>> = {
  expired: { issuedInSeconds: -7200, expiresInSeconds: -3600 },
  'not-yet-valid': { notBeforeInSeconds: 600 },
  'wrong-audience': { audience: 'another-application' },
  'wrong-issuer': { issuer: 'https://login.example.com' },
};

/** One and the same for all stages, since a session's cookie tells when its token expires. */
const expiresAt = Math.floor(Date.now() / 1000) + 2 * 60 * 60;

/** Credentials for a stage in the cloud, each token signed once. */
export function createLocalCredentials(cloud: Cloud): NonNullable<Target['credentials']> {
  const tokens = new Map<string, Promise<string>>();
  return (name) => {
    const token = tokens.get(name) ?? issue(cloud, name);
    tokens.set(name, token);
    return token;
  };
}

async function issue(cloud: Cloud, name: string): Promise<string> {
  if (name === 'malformed') return 'not-a-token';
  if (name === 'tampered') return tamper(await cloud.issueToken({ subject: 'customer-1' }));
  if (name in refused) return cloud.issueToken({ subject: 'customer-1', ...refused[name] });
  // Not from this very second: where the machine's clock is set back a little, it would be a token of the future.
  return cloud.issueToken({ subject: name, issuedInSeconds: -60, claims: { exp: expiresAt } });
}

/** Changes one letter in the middle of the signature. */
function tamper(token: string): string {
  const place = token.lastIndexOf('.') + 40;
  return token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1);
}
