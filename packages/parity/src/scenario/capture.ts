import { UsageError } from '../errors.ts';
import { parseSetCookie } from '../http/cookie.ts';
import { findHeader, type HttpResponse, listHeader } from '../http/http-message.ts';
import { findAtPointer } from './json-pointer.ts';

type Place =
  | { readonly kind: 'body'; readonly pointer: string }
  | { readonly kind: 'header' | 'cookie'; readonly name: string }
  | { readonly kind: 'status' };

/**
 * Reads `body:/pointer`, `header:name`, `cookie:name` or `status`.
 *
 * @throws UsageError `scenario.capture`, naming the step in `step`.
 */
export function parseCaptureSource(source: string, step: string): Place {
  if (source === 'status') return { kind: 'status' };
  const [, kind, rest] = /^(body|header|cookie):(.*)$/s.exec(source) ?? [];
  if (kind === 'body' && rest !== undefined && /^(\/([^~]|~[01])*)?$/s.test(rest))
    return { kind, pointer: rest };
  if ((kind === 'header' || kind === 'cookie') && rest) return { kind, name: rest };
  throw new UsageError(
    'scenario.capture',
    `${step} captures from \`${source}\`. Write \`body:/json/pointer\`, \`header:name\`, \`cookie:name\` or \`status\`.`,
  );
}

/** The text of the captured value, or undefined where the answer does not hold one. */
export function findCaptured(source: string, response: HttpResponse, step: string): string | undefined {
  const place = parseCaptureSource(source, step);
  switch (place.kind) {
    case 'status':
      return String(response.status);
    case 'header':
      return findHeader(response.headers, place.name);
    case 'cookie':
      return listHeader(response.headers, 'set-cookie')
        .map(parseSetCookie)
        .find((cookie) => cookie.name === place.name)?.value;
    case 'body':
      return toScalarText(findAtPointer(tryParseJson(response.body), place.pointer));
  }
}

function tryParseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function toScalarText(value: unknown): string | undefined {
  return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
}
