import type { Json } from './finding.ts';

const longestText = 300;

/** Cuts a long value down to what a reader takes in; a long list or object becomes the start of its JSON. */
export function shorten(value: Json): Json {
  if (typeof value === 'string') return cut(value);
  const text = JSON.stringify(value);
  return text.length > longestText ? cut(text) : value;
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text;
}
