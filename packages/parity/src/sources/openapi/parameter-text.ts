import type { Parameter } from './api-document.ts';

// How values are written: https://spec.openapis.org/oas/v3.1.1#style-values.

/** `a=1&a=2`, `filter[name]=x`: a query parameter, or a cookie. */
export function formatPairs(
  { name, style = 'form', explode = style === 'form' }: Parameter,
  value: unknown,
): string {
  const pair = (key: string, text: unknown) => `${encodeURIComponent(key)}=${encode(text)}`;
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (style === 'deepObject') return entries.map(([key, text]) => pair(`${name}[${key}]`, text)).join('&');
    if (explode) return entries.map(([key, text]) => pair(key, text)).join('&');
    return `${encodeURIComponent(name)}=${joinText(entries.flat(), ',')}`;
  }
  if (!Array.isArray(value)) return pair(name, value);
  if (explode) return value.map((text) => pair(name, text)).join('&');
  return `${encodeURIComponent(name)}=${joinText(value, separators[style] ?? ',')}`;
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '|' };

/** The text of a path parameter, or of a header before it is encoded: style `simple`. */
export function formatSimple({ explode = false }: Parameter, value: unknown): string {
  if (!isObject(value)) return joinText([value].flat(), ',');
  return Object.entries(value)
    .map((entry) => joinText(entry, explode ? '=' : ','))
    .join(',');
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const joinText = (values: readonly unknown[], separator: string) => values.map(encode).join(separator);
const encode = (value: unknown) =>
  encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value));
