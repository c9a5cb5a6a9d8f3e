import type { IncomingHttpHeaders } from 'node:http';
import type { AwsServiceHandler } from './handler.ts';
import { parseTarget } from './json-protocol.ts';

/**
 * Finds who answers a request: by the service in its credential scope, and by its target where several services share
 * that name. A request signed for none of them, or not at all, goes to the one its target names, which refuses it.
 */
export function selectHandler<Handler extends Pick<AwsServiceHandler, 'signingName' | 'targetPrefix'>>(
  headers: IncomingHttpHeaders,
  handlers: readonly Handler[],
): Handler | undefined {
  const signed = handlers.filter(({ signingName }) => signingName === findSigningName(headers));
  const prefix = parseTarget(headers)?.prefix;
  const named = (candidates: readonly Handler[]) =>
    prefix === undefined ? undefined : candidates.find(({ targetPrefix }) => targetPrefix === prefix);
  return named(signed) ?? signed[0] ?? named(handlers);
}

/** `Credential=<key>/<day>/<region>/<service>/aws4_request`; also of a header that is otherwise malformed. */
export function findSigningName(headers: IncomingHttpHeaders): string | undefined {
  const [, service] =
    /Credential=[^,\s/]*\/[^,\s/]*\/[^,\s/]*\/([^,\s/]+)/u.exec(headers.authorization ?? '') ?? [];
  return service;
}
