import type { Json } from './finding.ts';

const longestText = 300;

/** Cuts a long value down to what a reader takes in; a long list or object becomes the start of its JSON. */
export function shorten(value: Json): Json {
  if (typeof value === 'string') return cut(value);
  const text = JSON.stringify(value);
  return text.length > longestText ? cut(text) : value;
}

/** The start of a text that is longer than `length`, and how long it is. */
export function cut(text: string, length = longestText): string {
  return text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
}
