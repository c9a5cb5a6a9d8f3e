import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { connectionHeaders } from './connection-headers.ts';

/** Everything that Node's server wrote for one request -> what Lambda returns. */
export function parseResponse(written: Buffer, method: string): APIGatewayProxyStructuredResultV2 {
  const { statusCode, fields, rest } = parseHead(written);
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of fields) {
    if (name === 'set-cookie') cookies.push(value);
    else headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const hasBody = method !== 'HEAD' && statusCode !== 204 && statusCode !== 304;
  const body = hasBody ? readBody(rest, headers) : Buffer.alloc(0);
  for (const name of connectionHeaders) delete headers[name];
  const isBase64Encoded = !isText(body);
  return {
    statusCode,
    headers,
    ...(cookies.length > 0 && { cookies }),
    body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

interface Head {
  readonly statusCode: number;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What follows it. */
  readonly rest: Buffer;
}

/** The last head: `100 Continue` and `103 Early Hints` come before it. */
function parseHead(written: Buffer): Head {
  const end = written.indexOf('\r\n\r\n');
  if (end < 0) throw incomplete();
  const [statusLine = '', ...lines] = written.toString('latin1', 0, end).split('\r\n');
  const statusCode = Number(statusLine.split(' ')[1]);
  const rest = written.subarray(end + 4);
  if (statusCode < 200 && statusCode !== 101) return parseHead(rest);
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { statusCode, fields, rest };
}

function readBody(rest: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  if (headers['transfer-encoding'] !== undefined) return joinChunks(rest);
  const length = headers['content-length'];
  if (length !== undefined && rest.length < Number(length)) throw incomplete();
  return length === undefined ? rest : rest.subarray(0, Number(length));
}

/** RFC 9112, 7.1, as Node writes it: no extensions; trailers, which Lambda has no place for, are left. */
function joinChunks(rest: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let offset = 0; ; ) {
    const lineEnd = rest.indexOf('\r\n', offset);
    if (lineEnd < 0) throw incomplete();
    const length = Number.parseInt(rest.toString('latin1', offset, lineEnd), 16);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + length));
    offset = lineEnd + 2 + length + 2;
  }
}

/** By its bytes, not its type: valid UTF-8 comes back unchanged. NUL is six characters in JSON and marks what is none. */
const isText = (body: Buffer): boolean => isUtf8(body) && !body.includes(0);

const incomplete = () => new Error('The app closed the connection before its answer was complete.');
