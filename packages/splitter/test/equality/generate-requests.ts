import type { Request } from '../adapter/exchange.ts';

/**
 * Requests for one route key, at least 20, with what API Gateway and Express might see differently: other methods, letter
 * case, slashes, encoded characters, repeated parameters, and bodies of every kind. What no HTTP API can hand on as it was
 * sent (`%2F`, `%3F`, `%25`) is left out: it differs for the whole app alike.
 */
export function generateRequests(routeKey: string): Request[] {
  const [method = '', path = ''] = routeKey.split(' ');
  // A GET has one for HEAD beside it, and asks for both.
  if (!path || method === 'HEAD') return [];
  const own = method === 'ANY' ? 'GET' : method;
  const sample = fill(path, ['42', 'b-2']);
  const at = (target: string, extra: Partial<Request> = {}): Request => ({ method: own, target, ...extra });
  return withoutRepeats([
    ...[
      ['7', 'x'],
      ['abc', 'def.g'],
      ['caf%C3%A9%20x', '%F0%9F%9B%AB'],
      ['me', 'new'],
      ["a:b@c;d=e,f+g!$'()*~", '0'],
    ].map((values) => at(fill(path, values))),
    ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].map((other) =>
      at(sample, { method: other }),
    ),
    at(sample.toUpperCase()),
    at(`${sample}/`),
    at(`/${sample}`),
    at(`${sample}//`),
    at(`${sample}/further`),
    at(sample.replace(/\/[^/]*$/, '') || '/'),
    at(`${sample}?a=1&a=2&b[c]=3&d=%20+%2B&e&f=`),
    at(`${sample}?q=x&page=2&limit=1,2&%C3%A9=%F0%9F%9B%AB`),
    at(sample, { headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' } }),
    at(sample, { headers: { accept: 'application/json', cookie: 'a=1; b=%22x%22' } }),
    at(sample, { headers: { 'if-none-match': '*' } }),
    at(sample, { headers: { origin: 'https://other.example', 'accept-encoding': 'gzip' } }),
    at(sample, { headers: { range: 'bytes=0-3', 'accept-language': 'de, en;q=0.5' } }),
    at(sample, { headers: { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' } }),
    at(sample, { headers: { 'x-requested-with': 'XMLHttpRequest', authorization: 'Bearer none' } }),
    // Not `?` alone: an event has the same empty query string for it as for none.
    at(`${sample}?=`),
    at(`${sample}?__proto__[x]=1&constructor=2&${'n=1&'.repeat(50)}`),
    ...(own === 'GET' ? [] : bodies.map((body) => at(sample, body))),
  ]);
}

const typed = (contentType: string, body: string) => ({ headers: { 'content-type': contentType }, body });

const bodies: readonly Pick<Request, 'headers' | 'body'>[] = [
  typed('application/json', '{}'),
  typed('application/json', '{"name":"Ada","text":"é","id":3,"items":[1,{"a":null}]}'),
  typed('application/json', '{"name":'),
  typed('application/json', '[1,2]'),
  typed('application/json', ''),
  typed('application/x-www-form-urlencoded', 'name=Ada&text=%C3%A9+x&items=1&items=2&a[b]=c'),
  typed('text/plain; charset=utf-8', 'línea'),
];

/** `/api/{id}/{path+}` with a value for every parameter. */
function fill(path: string, values: readonly string[]): string {
  let next = 0;
  return path.replace(/\{[^}]+?(\+?)\}/g, (_, greedy: string) => {
    const value = values[next++ % values.length] ?? '1';
    return greedy ? `${value}/${values.at(-1)}` : value;
  });
}

/** A path without parameters is one path; routes of one path share most of what is generated for them. */
export const withoutRepeats = (requests: readonly Request[]): Request[] => [
  ...new Map(requests.map((request) => [JSON.stringify(request), request])).values(),
];
