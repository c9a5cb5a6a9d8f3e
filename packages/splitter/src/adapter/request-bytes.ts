import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Belongs to one connection, so not to the event (RFC 9110, 7.6.1); the gateway has joined chunks to one body. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The request of an event as its client would send it over a connection. */
export function formatRequest(event: APIGatewayProxyEventV2): Buffer {
  const body = event.body ? Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') : undefined;
  const head = [
    `${event.requestContext.http.method} ${formatTarget(event)} HTTP/1.1`,
    ...listHeaders(event, body).map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`),
  ].join('\r\n');
  return Buffer.concat([toBytes(`${head}\r\n\r\n`), body ?? Buffer.alloc(0)]);
}

/**
 * `rawPath` comes decoded, despite its name: what a path cannot hold is encoded again. `%2F` came as `/` and stays so.
 * `rawQueryString` is as it was sent.
 */
function formatTarget({ rawPath, rawQueryString }: APIGatewayProxyEventV2): string {
  const path = encodeURI(rawPath || '/').replace(/[?#]/g, encodeURIComponent);
  return rawQueryString ? `${path}?${rawQueryString.replace(/\s/g, encodeURIComponent)}` : path;
}

/** With neither body nor length the app shall see that none came, with `content-length: 0` that an empty one did. */
function listHeaders(
  { headers, cookies }: APIGatewayProxyEventV2,
  body: Buffer | undefined,
): [string, string][] {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || ofConnection.has(name.toLowerCase()) || name.toLowerCase() === 'content-length'
      ? []
      : [[name, value]],
  );
  if (cookies?.length) entries.push(['cookie', cookies.join('; ')]);
  if (body || headers['content-length'] !== undefined)
    entries.push(['content-length', `${body?.length ?? 0}`]);
  return entries;
}

/** Node reads a head as Latin-1, one character a byte, so that this gives back the bytes; what is beyond it goes as UTF-8. */
const toBytes = (head: string): Buffer => Buffer.from(head, /^[\0-\xff]*$/.test(head) ? 'latin1' : 'utf8');
