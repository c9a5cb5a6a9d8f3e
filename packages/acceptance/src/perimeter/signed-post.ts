import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Administrator } from '@unlith/local-cloud';

/** Posts `{}` to a private API, signed (SigV4, service execute-api) with the caller's credentials, or not at all. */
export async function signedPost(url: string, caller: Administrator | undefined): Promise<number> {
  const { hostname, port, pathname, protocol, host } = new URL(url);
  const body = '{}';
  const request = {
    method: 'POST',
    protocol,
    hostname,
    port: Number(port),
    path: pathname,
    query: {},
    headers: { host, 'content-type': 'application/json' },
    body,
  };
  const signed = caller && (await createSigner(caller).sign(request));
  const { status } = await fetch(url, { method: 'POST', body, headers: signed?.headers ?? request.headers });
  return status;
}

const createSigner = ({ credentials, region }: Administrator) =>
  new SignatureV4({ credentials, region, service: 'execute-api', sha256: NodeSha256 });

/** SHA-256, or HMAC-SHA-256 with a secret, in the form that the signer wants. */
class NodeSha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(data as string);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
