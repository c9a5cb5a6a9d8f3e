import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** Names and values in turn, as they came from the wire: letter case and repetitions are kept. */
export type RawHeaders = readonly string[];

/** What concerns one connection only: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The header lines that go on: all but those of the connection, which may name others of its own. Trailers are announced only where
 * the body goes on in chunks: there is no room for them elsewhere.
 */
export function toEndToEnd(raw: RawHeaders, { chunked }: { chunked: boolean }): string[] {
  const named = listLines(raw, 'connection').flatMap((value) => value.toLowerCase().split(','));
  const stays = new Set([...connectionHeaders, ...named.map((name) => name.trim())]);
  if (!chunked) stays.add('trailer');
  return toPairs(raw).flatMap(([name, value]) => (stays.has(name.toLowerCase()) ? [] : [name, value]));
}

/** The header lines of a request on its way to `host`; its body keeps its framing. */
export function toForwardedRequest(request: IncomingMessage, host: string): string[] {
  const chunked = request.headers['transfer-encoding'] !== undefined;
  return ['Host', host, ...[...listSaid(request, { chunked }), ...listFraming(request)].flat()];
}

/**
 * What the client says, its host apart. Who it is and what it took for the host goes along in `X-Forwarded-…`; a proxy before us
 * may have said it already.
 */
export function listSaid(
  { rawHeaders: raw, socket, httpVersion }: IncomingMessage,
  options: { chunked: boolean },
): [name: string, value: string][] {
  return [
    ...toPairs(toEndToEnd(raw, options)).filter(([name]) => name.toLowerCase() !== 'host'),
    ['X-Forwarded-For', socket.remoteAddress ?? 'unknown'],
    // https://www.rfc-editor.org/rfc/rfc9110#section-7.6.3
    ['Via', `${httpVersion} unlith`],
    ...listUnsaid(raw, {
      'X-Forwarded-Host': listLines(raw, 'host')[0],
      'X-Forwarded-Proto': (socket as TLSSocket).encrypted ? 'https' : 'http',
    }),
  ];
}

/** Names and values as pairs. */
export function toPairs(raw: RawHeaders): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}

function listLines(raw: RawHeaders, wanted: string): string[] {
  return toPairs(raw).flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
}

function listUnsaid(
  raw: RawHeaders,
  lines: Readonly<Record<string, string | undefined>>,
): [string, string][] {
  return Object.entries(lines).flatMap(([name, value]) =>
    value === undefined || listLines(raw, name.toLowerCase()).length > 0 ? [] : [[name, value]],
  );
}

/** Left to itself, Node frames by the method: a GET's body would be lost, and a POST without one would get an empty one. */
function listFraming({ method = '', headers }: IncomingMessage): [string, string][] {
  const framing: [string, string][] = [];
  if (/\btrailers\b/i.test(String(headers.te)))
    framing.push(['TE', 'trailers'], ['Connection', 'keep-alive, TE']);
  if (headers['transfer-encoding'] !== undefined) framing.push(['Transfer-Encoding', 'chunked']);
  else if (headers['content-length'] === undefined && !/^(GET|HEAD|DELETE|OPTIONS|TRACE)$/.test(method))
    framing.push(['Content-Length', '0']);
  return framing;
}
