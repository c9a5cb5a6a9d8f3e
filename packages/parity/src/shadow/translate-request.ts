import type { Correlation } from '../correlate/correlation.ts';
import { maskNoise } from '../correlate/lexeme.ts';
import type { HttpRequest } from '../http/http-message.ts';

/** A request to the baseline as the candidate must be asked: with its own ids, as far as both have shown theirs. */
export function translateRequest(request: HttpRequest, { findCandidate }: Correlation): HttpRequest {
  const { method, path, headers, body } = request;
  const find = (id: string) => findCandidate(id) ?? findEncoded(id, findCandidate) ?? id;
  const translate = (text: string) => maskNoise(text, ({ text: id }) => find(id));
  return {
    method,
    path: translate(path),
    headers: headers.map(([name, value]) => [name, translate(value)]),
    ...(body && { body: translateBody(body, translate) }),
  };
}

/** A cursor stands percent-encoded in a query. */
function findEncoded(id: string, findCandidate: Correlation['findCandidate']): string | undefined {
  const plain = id.replace(/%[0-9A-F]{2}/gi, (byte) => String.fromCharCode(Number(`0x${byte.slice(1)}`)));
  const candidate = findCandidate(plain);
  return candidate && encodeURIComponent(candidate);
}

/** As Latin-1, which every byte survives; ids are ASCII. */
function translateBody(body: Uint8Array, translate: (text: string) => string): Uint8Array {
  return Buffer.from(translate(Buffer.from(body).toString('latin1')), 'latin1');
}
