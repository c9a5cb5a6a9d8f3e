import { formatMultipart, type Part } from '../multipart.ts';
import { NotTaken } from '../recorded-request.ts';
import type { CurlArgument } from './curl-options.ts';

/** Reads a file that a command names; `-` is its standard input. Byte strings. */
export type ReadFile = (name: string) => string;

/** A body as curl makes it of its options, with the headers that it adds for it. */
export interface CurlData {
  readonly bytes: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Body of `--data…` and `--json`: https://curl.se/docs/manpage.html#-d */
export function toData(args: readonly CurlArgument[], readFile: ReadFile): CurlData | undefined {
  const pieces = args.flatMap(({ name, value }) => {
    const piece = name && dataReaders[name]?.(value, readFile);
    return piece === undefined ? [] : [piece];
  });
  if (pieces.length === 0) return undefined;
  if (args.some(({ name }) => name === 'json')) return { bytes: pieces.join(''), headers: jsonHeaders };
  return { bytes: pieces.join('&'), headers: [['content-type', 'application/x-www-form-urlencoded']] };
}

const jsonHeaders = [
  ['content-type', 'application/json'],
  ['accept', 'application/json'],
] as const;

const readAt = (value: string, readFile: ReadFile) =>
  value.startsWith('@') ? readFile(value.slice(1)) : value;
const readAscii = (value: string, readFile: ReadFile) =>
  value.startsWith('@') ? readFile(value.slice(1)).replaceAll(/[\r\n\0]/g, '') : value;

const dataReaders: Readonly<Record<string, (value: string, readFile: ReadFile) => string>> = {
  data: readAscii,
  'data-ascii': readAscii,
  'data-raw': (value) => value,
  'data-binary': readAt,
  'data-urlencode': toUrlEncoded,
  json: readAt,
};

/** `content`, `=content`, `name=content`, `@file` or `name@file`. */
export function toUrlEncoded(value: string, readFile: ReadFile): string {
  const [, name, mark, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (mark === undefined) return percentEncode(value);
  const encoded = percentEncode(mark === '@' ? readFile(content) : content);
  return name ? `${name}=${encoded}` : encoded;
}

const percentEncode = (bytes: string) =>
  bytes.replaceAll(
    /[^\w.~-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** Body of `--form`: https://curl.se/docs/manpage.html#-F. Unlike curl, it gives every file `application/octet-stream`. */
export function toForm(args: readonly CurlArgument[], readFile: ReadFile): CurlData | undefined {
  const parts = args.flatMap(({ name, value }): Part[] => {
    if (name === 'form') return [readPart(value, readFile)];
    return name === 'form-string' ? [splitField(value)] : [];
  });
  if (parts.length === 0) return undefined;
  const { contentType, bytes } = formatMultipart(parts);
  return { bytes, headers: [['content-type', contentType]] };
}

function readPart(field: string, readFile: ReadFile): Part {
  const { name, content: stated } = splitField(field);
  const [content = '', ...attributes] = stated.split(/;(?=type=|filename=|headers=|encoder=)/);
  const find = (key: string) =>
    attributes
      .find((each) => each.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .replace(/^"(.*)"$/, '$1');
  const type = find('type');
  if (content.startsWith('<')) return { name, content: readFile(content.slice(1)), type };
  if (!content.startsWith('@')) return { name, content, type };
  const file = content.slice(1);
  const filename = find('filename') ?? file.slice(file.lastIndexOf('/') + 1);
  return { name, content: readFile(file), type: type ?? 'application/octet-stream', filename };
}

function splitField(field: string): { name: string; content: string } {
  const at = field.indexOf('=');
  if (at < 0) throw new NotTaken(`its form field \`${field}\` has no value`);
  return { name: field.slice(0, at), content: field.slice(at + 1) };
}
