import type { HeaderLine, HttpRequest } from '../http/http-message.ts';
import { listHeader } from '../http/http-message.ts';
import type { Request } from '../scenario/scenario.ts';

type Body = Pick<Request, 'json' | 'form' | 'text' | 'rawBody'>;

/** What the transport says anew, and what gateways and browsers add on the way: no part of a scenario. */
const transport =
  /^(:.*|host|content-length|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|via|forwarded|x-forwarded-.*|x-amzn-trace-id|x-amz-cf-id|cloudfront-.*|sec-.*|dnt|priority)$/;

/** A message on the wire -> the same as a scenario states it: {@link toHttpRequest} makes the same of it again. */
export function toRequest({ method, path, headers, body }: HttpRequest): Request {
  const lines = headers.filter(([name]) => !transport.test(name));
  const [contentType, ...others] = listHeader(lines, 'content-type');
  const stated =
    body?.length && others.length === 0 ? readBody(body, contentType) : body && { rawBody: body };
  const implied = stated && impliedTypes[Object.keys(stated)[0] as keyof Body];
  const own = lines.filter(([name]) => name !== 'content-type' || contentType !== implied);
  return { method, path, ...(own.length > 0 && { headers: groupLines(own) }), ...stated };
}

const impliedTypes: Partial<Record<keyof Body, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

function readBody(bytes: Uint8Array, contentType = ''): Body {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!Buffer.from(text).equals(bytes)) return { rawBody: bytes };
  const [mediaType = ''] = contentType.split(';');
  if (/[/+]json$/i.test(mediaType)) return findJson(text) ?? { rawBody: text };
  if (/^application\/x-www-form-urlencoded$/i.test(mediaType)) return findForm(text) ?? { rawBody: text };
  return contentType === impliedTypes.text ? { text } : { rawBody: text };
}

/** Undefined where writing it again would change more than white space: large numbers, escapes, fields that come twice. */
function findJson(text: string): Body | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const compact = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return compact === JSON.stringify(json) ? { json } : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where the same fields would be written otherwise. */
function findForm(text: string): Body | undefined {
  const form = Object.fromEntries(new URLSearchParams(text));
  return new URLSearchParams(form).toString() === text ? { form } : undefined;
}

function groupLines(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const groups: Record<string, string | string[]> = {};
  for (const [name, value] of lines) {
    const earlier = groups[name];
    groups[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return groups;
}
