/** What parameters of such names usually hold; the first row that fits decides. */
const values: readonly (readonly [name: RegExp, value: string])[] = [
  [/uuid|guid/i, '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  [/date|day/i, '2026-11-22'],
  [/email|mail/i, 'alice@example.com'],
  [/slug|title|topic|tag/i, 'hello-world'],
  [/lang|locale/i, 'en'],
  [/code|status/i, '200'],
  [/ext|format/i, 'json'],
  [/file|path|splat|proxy|rest|asset/i, 'index.html'],
  [/user|name|owner|author|customer|account/i, 'alice'],
  [/type|kind|category|resource|collection|model/i, 'posts'],
];

/** A value for a path parameter that its author may have had in mind; an id, unless the name says something else. */
export function findPlausibleValue(name: string): string {
  if (/id$/i.test(name) && !/uuid|guid/i.test(name)) return '1';
  return values.find(([pattern]) => pattern.test(name))?.[1] ?? '1';
}
