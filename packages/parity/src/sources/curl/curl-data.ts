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

const boundary = '------------------------unlith';

/** Body of `--form`: https://curl.se/docs/manpage.html#-F. Unlike curl, it gives every file `application/octet-stream`. */
export function toMultipart(args: readonly CurlArgument[], readFile: ReadFile): CurlData | undefined {
  const parts = args.flatMap(({ name, value }) => {
    if (name === 'form') return [toPart(value, readFile)];
    if (name === 'form-string') return [formatPart(...splitField(value))];
    return [];
  });
  if (parts.length === 0) return undefined;
  return {
    bytes: `${parts.join('')}--${boundary}--\r\n`,
    headers: [['content-type', `multipart/form-data; boundary=${boundary}`]],
  };
}

function toPart(field: string, readFile: ReadFile): string {
  const [name, stated] = splitField(field);
  const [content = '', ...attributes] = stated.split(/;(?=type=|filename=|headers=|encoder=)/);
  const attribute = (key: string) =>
    attributes
      .find((each) => each.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .replace(/^"(.*)"$/, '$1');
  const type = attribute('type');
  if (content.startsWith('<')) return formatPart(name, readFile(content.slice(1)), { type });
  if (!content.startsWith('@')) return formatPart(name, content, { type });
  const file = content.slice(1);
  const filename = attribute('filename') ?? file.slice(file.lastIndexOf('/') + 1);
  return formatPart(name, readFile(file), { type: type ?? 'application/octet-stream', filename });
}

function splitField(field: string): [name: string, value: string] {
  const at = field.indexOf('=');
  if (at < 0) throw new NotTaken(`its form field \`${field}\` has no value`);
  return [field.slice(0, at), field.slice(at + 1)];
}

function formatPart(
  name: string,
  content: string,
  { type, filename }: { type?: string | undefined; filename?: string } = {},
): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const contentType = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${contentType}\r\n${content}\r\n`;
}
