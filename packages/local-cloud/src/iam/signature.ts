import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  type Authorization,
  formatTimestamp,
  parseAuthorization,
  type SignatureRefusal,
} from './authorization-header.ts';
import type { Credentials, CredentialsRegistry } from './credentials-registry.ts';
import type { Principal } from './principal.ts';

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Who signed a request, and for which region. */
export interface Caller {
  readonly principal: Principal;
  readonly region: string;
  /** Of the keys that it was signed with: it tells the environments of one function apart. */
  readonly accessKeyId: string;
}

export type SignatureVerifier = (request: SignedRequest) => Promise<Caller | SignatureRefusal>;

export interface SignatureVerifierDependencies {
  /** Signing name of the service: `dynamodb`, `execute-api`. */
  readonly service: string;
  /** Regions whose endpoint the service stands for. */
  readonly regions: ReadonlySet<string>;
  readonly credentials: Pick<CredentialsRegistry, 'find'>;
  readonly now: () => number;
}

const toleranceMinutes = 5;

/**
 * Verifies Signature Version 4 by signing the request again with the key that the caller claims to have
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Codes and words are
 * those of AWS's JSON services.
 */
export function createSignatureVerifier(deps: SignatureVerifierDependencies): SignatureVerifier {
  return async (request) => {
    const authorization = parseAuthorization(request.headers);
    if ('code' in authorization) return authorization;
    const session = deps.credentials.find(authorization.accessKeyId);
    if (!session || request.headers['x-amz-security-token'] !== session.credentials.sessionToken) {
      return {
        code: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      };
    }
    const fault = findScopeFault(authorization, deps) ?? findTimeFault(authorization, deps.now());
    if (fault) return { code: 'InvalidSignatureException', message: fault };
    const signature = await sign(request, authorization, session.credentials);
    if (hasDeclaredBody(request) && isSame(signature, authorization.signature)) {
      const { region, accessKeyId } = authorization;
      return { principal: session.principal, region, accessKeyId };
    }
    return { code: 'InvalidSignatureException', message: mismatch };
  };
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.';

function findScopeFault(
  { day, region, service, signedHeaders, timestamp }: Authorization,
  deps: SignatureVerifierDependencies,
): string | undefined {
  if (!signedHeaders.includes('host')) {
    return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
  }
  if (service !== deps.service) return `Credential should be scoped to correct service: '${deps.service}'. `;
  if (!deps.regions.has(region)) return `Credential should be scoped to a valid region, not '${region}'. `;
  const signedDay = timestamp.slice(0, 8);
  if (day === signedDay) return undefined;
  return (
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ` +
    `'${day}' != '${signedDay}', from '${timestamp}'.`
  );
}

function findTimeFault({ signedAtMs, timestamp }: Authorization, nowMs: number): string | undefined {
  const toleranceMs = toleranceMinutes * 60_000;
  const now = formatTimestamp(nowMs);
  if (signedAtMs < nowMs - toleranceMs) {
    const bound = formatTimestamp(nowMs - toleranceMs);
    return `Signature expired: ${timestamp} is now earlier than ${bound} (${now} - ${toleranceMinutes} min.)`;
  }
  if (signedAtMs > nowMs + toleranceMs) {
    const bound = formatTimestamp(nowMs + toleranceMs);
    return `Signature not yet current: ${timestamp} is still later than ${bound} (${now} + ${toleranceMinutes} min.)`;
  }
  return undefined;
}

async function sign(
  { method, url, headers, body }: SignedRequest,
  { region, service, signedHeaders, signedAtMs }: Authorization,
  credentials: Credentials,
): Promise<string> {
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, applyChecksum: false });
  const { path, query } = splitUrl(url);
  const covered = Object.fromEntries(signedHeaders.map((name) => [name, String(headers[name] ?? '')]));
  const request = { method, protocol: 'http:', hostname: '', path, query, headers: covered, body };
  const signed = await signer.sign(request, {
    signingDate: new Date(signedAtMs),
    signableHeaders: new Set(signedHeaders),
  });
  return /Signature=(\w+)$/u.exec(signed.headers.authorization ?? '')?.[1] ?? '';
}

function splitUrl(url: string): { path: string; query: Record<string, string[]> } {
  const at = url.indexOf('?');
  if (at < 0) return { path: url, query: {} };
  const parameters = new URLSearchParams(url.slice(at));
  const query = Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
  return { path: url.slice(0, at), query };
}

/** The signature covers the body through this header when the client sends it: then it must tell the truth. */
function hasDeclaredBody({ headers, body }: SignedRequest): boolean {
  const declared = headers['x-amz-content-sha256'];
  return declared === undefined || declared === createHash('sha256').update(body).digest('hex');
}

function isSame(left: string, right: string): boolean {
  const [wanted, given] = [Buffer.from(left), Buffer.from(right)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Node's own SHA-256 in the shape that the signer asks for; with a secret it is an HMAC. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toKey(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  /** Asked for by the interface; the signer makes a new hash for each use. */
  reset(): void {}
}

function toKey(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === 'string') return secret;
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
}
