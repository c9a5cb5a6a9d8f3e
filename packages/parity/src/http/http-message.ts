/** One header line: lower-case name, value as sent. */
export type HeaderLine = readonly [name: string, value: string];

/** A request as it goes onto the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, raw. */
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array;
}

/** An answer as it came from the wire: no decoding, repeated headers on lines of their own. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** What requests and answers have in common. */
export type HttpMessage = Pick<HttpResponse, 'headers' | 'body'>;

/** The transport port: sends one request to one API. Throw an {@link EnvironmentError} when no answer can be had. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Names and values in turn, as Node has raw headers, as lines. */
export function toHeaderLines(raw: readonly string[]): HeaderLine[] {
  return Array.from({ length: raw.length / 2 }, (_, i): HeaderLine => {
    return [(raw[2 * i] ?? '').toLowerCase(), raw[2 * i + 1] ?? ''];
  });
}

/** The values of all lines of a header, in the order sent. */
export function listHeader(headers: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([header]) => header === wanted).map(([, value]) => value);
}

/** A header's value; several lines are one list: https://www.rfc-editor.org/rfc/rfc9110#section-5.3 */
export function findHeader(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  let value: string | undefined;
  for (const [header, line] of headers)
    if (header === wanted) value = value === undefined ? line : `${value}, ${line}`;
  return value;
}
