import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signRequest } from '../../src/http/sign-request.ts';

const now = new Date('2026-11-22T08:00:00.123Z');
const keys = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret/+=',
  AWS_REGION: 'eu-west-1',
};

afterEach(() => void vi.useRealTimers().unstubAllEnvs());

describe('signRequest', () => {
  it.each([
    ['a role', { ...keys, AWS_SESSION_TOKEN: 'token==' }],
    ['a user', keys],
  ])("agrees with AWS's own signer on every request of %s", async (_who, environment) => {
    // No route has an empty parameter: the oracle would leave its slash out.
    const segments = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(segments, fc.string({ unit: 'binary' }), async (path, body) => {
      const url = new URL(`https://api.example:8443/live/${path.map(encodeURIComponent).join('/')}`);
      const request = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
      expect(signRequest(request, { environment, now })).toEqual(await signByOracle(request, environment));
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('signs with what Lambda gives the function, at this moment', () => {
    const request = { method: 'POST', url: new URL('https://api.example/'), headers: {}, body: '' };
    for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
    vi.useFakeTimers({ now, toFake: ['Date'] });
    const { authorization, 'x-amz-date': timestamp } = signRequest(request);
    expect(timestamp).toBe('20261122T080000Z');
    expect(authorization).toContain('Credential=AKIDEXAMPLE/20261122/eu-west-1/execute-api/aws4_request, ');
  });
});

type Request = Parameters<typeof signRequest>[0];
type Environment = typeof keys & { readonly AWS_SESSION_TOKEN?: string };

async function signByOracle({ method, url, headers, body }: Request, environment: Environment) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION } = environment;
  const signer = new SignatureV4({
    service: 'execute-api',
    region: AWS_REGION,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    },
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const { protocol, hostname, host, pathname: path } = url;
  const request = { method, protocol, hostname, path, query: {}, headers: { ...headers, host }, body };
  return (await signer.sign(request, { signingDate: now })).headers;
}

/** SHA-256, or its HMAC with a secret, as the signer wants it. */
class NodeSha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
