import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { findHeader, type HttpMessage } from '../http/http-message.ts';
import { toMediaTypeName } from '../http/media-type.ts';
import { type ExactJson, parseJson } from './exact-json.ts';

/** A body, read as its media type says; what cannot be read so is text, and what is no text is bytes. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: ExactJson }
  | { readonly kind: 'html' | 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/**
 * Reads two bodies by their `content-type`. Another type is a difference of that header, and no reason to hold JSON against
 * text: what both can be read as, they are compared as.
 */
export function parseBodies(baseline: HttpMessage, candidate: HttpMessage): [Body, Body] {
  const messages = [baseline, candidate] as const;
  const [left, right] = messages.map((message) => parseBody(message)) as [Body, Body];
  const structured = (['json', 'html'] as const).find((kind) => left.kind === kind || right.kind === kind);
  if (left.kind === right.kind || !structured) return [left, right];
  const again = messages.map((message) => parseBody(message, structured)) as [Body, Body];
  return again.every(({ kind }) => kind === structured) ? again : [left, right];
}

/** The baseline's body alone, as {@link parseBodies} reads it: the other matters only where their types are of two kinds. */
export function parseBaselineBody(baseline: HttpMessage, candidate: HttpMessage): Body {
  const isAlike = findTextKind(baseline) === findTextKind(candidate);
  return isAlike ? parseBody(baseline) : parseBodies(baseline, candidate)[0];
}

/** A body of some kilobytes may claim to be gigabytes. */
const inflation = { maxOutputLength: 64 * 1024 * 1024 };

/** What is compared of a body: its bytes after undoing its `content-encoding`. */
export function decodeBody({ headers, body }: HttpMessage): Uint8Array {
  const encoding = findHeader(headers, 'content-encoding');
  try {
    if (encoding === 'gzip') return gunzipSync(body, inflation);
    if (encoding === 'br') return brotliDecompressSync(body, inflation);
    if (encoding === 'deflate') return inflateSync(body, inflation);
  } catch {
    // Not what it claims to be, or far too much: then the bytes as sent are what there is to compare.
  }
  return body;
}

type TextKind = 'json' | 'html' | 'text';

/** How a body wants to be read; an image stays bytes even where it is XML: its text is geometry. */
export function findTextKind({ headers }: HttpMessage): TextKind | undefined {
  const stated = findHeader(headers, 'content-type') ?? '';
  if (/^[^;]*[/+]json\s*(?:;|$)/i.test(stated)) return 'json';
  const name = toMediaTypeName(stated);
  if (/^text\/html$|[/+]xhtml\+xml$/.test(name)) return 'html';
  return name.startsWith('image/') ? undefined : 'text';
}

function parseBody(message: HttpMessage, kind = findTextKind(message)): Body {
  if (message.body.length === 0) return { kind: 'none' };
  const bytes = decodeBody(message);
  const text = kind && findText(bytes);
  if (text === undefined) return { kind: 'bytes', bytes };
  const value = kind === 'json' ? parseJson(text) : undefined;
  if (value !== undefined) return { kind: 'json', value };
  return { kind: kind === 'html' ? 'html' : 'text', text };
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
