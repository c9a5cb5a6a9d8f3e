import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { findHeader, type HttpResponse } from '../http/http-message.ts';
import type { Json } from '../report/finding.ts';

/** A body, read as its media type says; what cannot be read so is text, and what is no text is bytes. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'html' | 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Reads a body by its `content-type`, after undoing its `content-encoding`. */
export function parseBody({ headers, body }: HttpResponse): Body {
  if (body.length === 0) return { kind: 'none' };
  const bytes = decodeContent(body, findHeader(headers, 'content-encoding'));
  const mediaType = findHeader(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  // An image stays bytes even where it is XML: its text is geometry.
  const text = mediaType.startsWith('image/') ? undefined : findText(bytes);
  if (text === undefined) return { kind: 'bytes', bytes };
  if (/^text\/html$|[/+]xhtml\+xml$/.test(mediaType)) return { kind: 'html', text };
  if (/[/+]json$/.test(mediaType)) return parseJson(text) ?? { kind: 'text', text };
  return { kind: 'text', text };
}

function decodeContent(body: Uint8Array, encoding: string | undefined): Uint8Array {
  try {
    if (encoding === 'gzip') return gunzipSync(body);
    if (encoding === 'br') return brotliDecompressSync(body);
    if (encoding === 'deflate') return inflateSync(body);
  } catch {
    // Not what it claims to be: then the bytes as sent are what there is to compare.
  }
  return body;
}

/** Fatal, because two different broken bodies must not become the same U+FFFD. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function findText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): Body | undefined {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
