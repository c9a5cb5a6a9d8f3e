import type { Answer } from '../adapter/exchange.ts';

/**
 * What differs between two answers, with random ids and times masked: the first unknown id on one side is the first on the
 * other, and so on.
 */
export function toComparable(answer: Answer | string): unknown {
  if (typeof answer === 'string') return answer.split('\n')[0];
  const body = mask(answer.body);
  const headers = { ...answer.headers };
  // Of another length and hash when what was masked is.
  if (body !== answer.body) for (const name of ['etag', 'content-length']) delete headers[name];
  // A file's own time: whoever unpacks a function sets another.
  if (headers['last-modified']) {
    headers['last-modified'] = '<time>';
    if (/^W\/"[\da-f]+-[\da-f]+"$/.test(headers.etag ?? '')) headers.etag = '<size and time>';
  }
  for (const [name, value] of Object.entries(headers)) headers[name] = mask(value);
  return { ...answer, headers, cookies: answer.cookies.map(mask), body };
}

const random =
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b|\b1\d{12}\b/g;

function mask(text: string): string {
  const seen = new Map<string, string>();
  return text.replace(random, (found) => {
    const known = seen.get(found) ?? `<${seen.size + 1}>`;
    seen.set(found, known);
    return known;
  });
}
