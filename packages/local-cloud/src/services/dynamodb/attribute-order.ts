/**
 * The text of an answer with attributes in the order of their names. The database reads one and the same item in another
 * order every time; in AWS it stays, and so does the ETag of an app that hands the item on.
 */
export const orderAttributes = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify(JSON.parse(body.toString(), (_, value) => toOrdered(value))));

function toOrdered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
