import type { Json } from '../report/finding.ts';
import { toPointerToken } from '../scenario/json-pointer.ts';

/** The places of a document, outermost first: JSON pointers in which `*` stands for every element of a list. */
export function listPlaces(document: Json, at = ''): { readonly at: string; readonly value: Json }[] {
  const inner = isList(document)
    ? document.flatMap((element) => listPlaces(element, `${at}/*`))
    : isRecord(document)
      ? Object.entries(document).flatMap(([key, value]) => listPlaces(value, `${at}/${toPointerToken(key)}`))
      : [];
  return [{ at, value: document }, ...inner];
}

/** The document with other values at a place, wherever it has that place. */
export function changeAt(document: Json, at: string, change: (value: Json) => Json): Json {
  const [, token, rest] = /^\/([^/]*)(.*)$/s.exec(at) ?? [];
  if (token === undefined || rest === undefined) return change(document);
  if (isList(document))
    return token === '*' ? document.map((element) => changeAt(element, rest, change)) : document;
  if (!isRecord(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [
      key,
      toPointerToken(key) === token ? changeAt(value, rest, change) : value,
    ]),
  );
}

/** The document with another name, or none, for the field at a place. */
export function renameAt(document: Json, at: string, name: string | undefined): Json {
  const [, parent = '', token] = /^(.*)\/([^/]*)$/s.exec(at) ?? [];
  return changeAt(document, parent, (record) => {
    if (!isRecord(record)) return record;
    return Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) => {
        if (toPointerToken(key) !== token) return [[key, value]];
        return name === undefined ? [] : [[name, value]];
      }),
    );
  });
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
