import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { connectionHeaders } from './connection-headers.ts';

/** The request of an event as its client would send it over a connection. */
export function formatRequest(event: APIGatewayProxyEventV2): Buffer {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const lines = [
    `${event.requestContext.http.method} ${formatTarget(event)} HTTP/1.1`,
    ...listHeaders(event, body.length).map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`),
  ];
  return Buffer.concat([toBytes(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

/**
 * `rawPath` comes decoded, despite its name: what a path cannot hold is encoded again. `%2F` came as `/` and stays so.
 * `rawQueryString` is as it was sent.
 */
function formatTarget({ rawPath, rawQueryString }: APIGatewayProxyEventV2): string {
  const path = encodeURI(rawPath || '/').replace(/[?#]/g, encodeURIComponent);
  return rawQueryString ? `${path}?${rawQueryString.replace(/\s/g, encodeURIComponent)}` : path;
}

/** An absent body has no length, an empty one may have been announced with `content-length: 0`: parsers tell them apart. */
function listHeaders({ headers, cookies }: APIGatewayProxyEventV2, bodyBytes: number): [string, string][] {
  const listed: [string, string][] = [];
  let isAnnounced = bodyBytes > 0;
  for (const [name, value = ''] of Object.entries(headers)) {
    if (name.toLowerCase() === 'content-length') isAnnounced = true;
    else if (!connectionHeaders.has(name.toLowerCase())) listed.push([name, value]);
  }
  if (cookies?.length) listed.push(['cookie', cookies.join('; ')]);
  if (isAnnounced) listed.push(['content-length', `${bodyBytes}`]);
  return listed;
}

/** Node reads a head as Latin-1, a character a byte; what the event holds beyond that goes as UTF-8. */
const toBytes = (head: string): Buffer => Buffer.from(head, /^[\0-\xff]*$/.test(head) ? 'latin1' : 'utf8');
