import type { KnownIds } from '../correlate/correlation.ts';
import { translateBodyIds, translateIds } from '../correlate/translate-ids.ts';
import type { HttpRequest } from '../http/http-message.ts';

/** A request to the baseline as the candidate must be asked: with its own ids, as far as both have shown theirs. */
export function translateRequest(
  { method, path, headers, body }: HttpRequest,
  { findCandidate }: KnownIds,
): HttpRequest {
  return {
    method,
    path: translateIds(path, findCandidate),
    headers: headers.map(([name, value]) => [name, translateIds(value, findCandidate)]),
    ...(body && { body: translateBodyIds(body, findCandidate) }),
  };
}
