import { validateHeaderName, validateHeaderValue } from 'node:http';
import { UsageError } from '../errors.ts';
import type { HeaderLine, HttpRequest } from '../http/http-message.ts';
import { callOwn } from './call-own.ts';
import type { Request } from './scenario.ts';

interface Body {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

const bodyKinds = ['json', 'text', 'form', 'bytes', 'rawBody'] as const;

/**
 * The message that goes onto the wire for a step's request; `token` is what its target gave for `as`.
 *
 * @throws UsageError `scenario.request` or `scenario.threw`, naming `place`.
 */
export function toHttpRequest(
  stated: Request,
  { place, token }: { place: string; token?: string },
): HttpRequest {
  const presented =
    token === undefined ? undefined : callOwn(`${place}: its \`present\``, () => stated.present?.(token));
  const request = presented ? { ...stated, ...presented } : stated;
  checkRequest(request, place);
  checkCredential(stated, place);
  const body = callOwn(`${place}: its body`, () => encodeBody(request));
  const headers = listHeaderLines(
    presented ? { ...stated.headers, ...presented.headers } : (stated.headers ?? {}),
  );
  checkHeaders(headers, place);
  if (body?.contentType && !headers.some(([name]) => name === 'content-type'))
    headers.push(['content-type', body.contentType]);
  if (token !== undefined && !stated.present) headers.push(['authorization', `Bearer ${token}`]);
  return { method: request.method, path: request.path, headers, ...(body && { body: body.bytes }) };
}

function refuse(place: string, reason: string): never {
  throw new UsageError('scenario.request', `${place}: ${reason}`);
}

function checkRequest(request: Request, place: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(request.method))
    refuse(place, `the method \`${request.method}\` is no HTTP method.`);
  // Exactly what Node's parser lets through; everything else must be percent-encoded by the scenario itself.
  if (!/^\/[\u0021-\u00ff]*$/.test(request.path))
    refuse(
      place,
      `the path \`${request.path}\` must start with / and holds no space or control character. Percent-encode it.`,
    );
  const bodies = bodyKinds.filter((kind) => request[kind] !== undefined);
  if (bodies.length > 1) refuse(place, `the request has ${bodies.join(' and ')}. Keep one.`);
}

function checkCredential({ as, headers = {} }: Request, place: string): void {
  if (as !== undefined && Object.keys(headers).some((name) => /^authorization$/i.test(name)))
    refuse(place, 'the request has both `as` and an authorization header. Keep one.');
}

function checkHeaders(headers: readonly HeaderLine[], place: string): void {
  try {
    for (const [name, value] of headers) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch (error) {
    refuse(place, (error as Error).message);
  }
}

function listHeaderLines(headers: NonNullable<Request['headers']>): HeaderLine[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((line): HeaderLine => [name.toLowerCase(), line]),
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

function encodeBody(request: Request): Body | undefined {
  if (request.json !== undefined)
    return { bytes: encode(JSON.stringify(request.json)), contentType: 'application/json' };
  if (request.text !== undefined)
    return { bytes: encode(request.text), contentType: 'text/plain; charset=utf-8' };
  if (request.form !== undefined)
    return {
      bytes: encode(new URLSearchParams({ ...request.form }).toString()),
      contentType: 'application/x-www-form-urlencoded',
    };
  if (request.bytes !== undefined) return { bytes: request.bytes, contentType: 'application/octet-stream' };
  if (typeof request.rawBody === 'string') return { bytes: encode(request.rawBody) };
  return request.rawBody && { bytes: request.rawBody };
}
