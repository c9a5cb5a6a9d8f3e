import { STATUS_CODES } from 'node:http';
import type { HeaderLine } from '../http/http-message.ts';
import type { SampledSide } from '../report/exchange-sample.ts';
import type { Json } from '../report/finding.ts';
import type { SampleBody } from '../report/sample-body.ts';
import { toPointerToken } from '../scenario/json-pointer.ts';

/** A line of a request or an answer. */
export interface MessageLine {
  /** As findings name places: `status`, `header:etag`, `body:/items/0/id`. */
  readonly where: string;
  /** Lines of both sides with the same key stand side by side. */
  readonly key: string;
  readonly text: string;
}

/** A request: its line, its headers by name, its body. */
export function listRequestLines({ method, path, headers, body }: SampledSide['request']): MessageLine[] {
  return [toLine('request:path', `${method} ${path}`), ...listHeaderLines(headers), ...listBodyLines(body)];
}

/** An answer: its status, its headers by name, its body. */
export function listResponseLines({ status, headers, body }: SampledSide['response']): MessageLine[] {
  const reason = STATUS_CODES[status] ?? '';
  return [toLine('status', `${status} ${reason}`), ...listHeaderLines(headers), ...listBodyLines(body)];
}

function listHeaderLines(headers: readonly HeaderLine[]): MessageLine[] {
  return headers
    .map(([name, value]) => {
      const cookie = name === 'set-cookie' && /^[^=]*/.exec(value)?.[0];
      return toLine(cookie ? `cookie:${cookie}` : `header:${name}`, `${name}: ${value}`);
    })
    .sort((a, b) => (a.where < b.where ? -1 : Number(a.where > b.where)));
}

function listBodyLines(body: SampleBody): MessageLine[] {
  if (body.kind === 'none') return [];
  const { at = '', from = 0, bytes, kind } = body;
  if (kind === 'bytes')
    return [toLine('', ' '), toLine('body:', `${bytes.toLocaleString('en')} bytes that are no text`)];
  const part = at === '' ? `from character ${from} on` : `only ${at}`;
  const title = at === '' && from === 0 ? [] : [toLine('', `… ${part}, because the body is long`)];
  const value = kind === 'json' ? parseJson(body.text) : undefined;
  const lines =
    value === undefined ? listTextLines(body.text) : listJsonLines(value, { where: `body:${at}` });
  return [toLine('', ' '), ...title, ...lines];
}

function listTextLines(text: string): MessageLine[] {
  return text === '' ? [] : text.split('\n').map((line) => ({ ...toLine('body:', line), key: line }));
}

interface Position {
  readonly where: string;
  readonly indent?: string;
  /** What stands before the value, `"id": `. */
  readonly label?: string;
  readonly comma?: string;
}

/** As `JSON.stringify` with two spaces, every line with its place; the last line of a list or object has a key of its own. */
function listJsonLines(value: Json, { where, indent = '', label = '', comma = '' }: Position): MessageLine[] {
  const isList = Array.isArray(value);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [open, close] = isList ? '[]' : '{}';
  if (entries.length === 0) return [toLine(where, `${indent}${label}${JSON.stringify(value)}${comma}`)];
  const inner = entries.flatMap(([key, entry], index) =>
    listJsonLines(entry as Json, {
      where: `${where}/${toPointerToken(key)}`,
      indent: `${indent}  `,
      label: isList ? '' : `${JSON.stringify(key)}: `,
      comma: index < entries.length - 1 ? ',' : '',
    }),
  );
  const end = { ...toLine(where, `${indent}${close}${comma}`), key: `${where} ${close}` };
  return [toLine(where, `${indent}${label}${open}`), ...inner, end];
}

/** What cannot be seen is spelt out, lest a difference look like none. */
function toLine(where: string, text: string): MessageLine {
  const visible = text.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return { where, key: where, text: visible };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
