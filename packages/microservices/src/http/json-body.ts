import type { HttpEvent } from './event.ts';
import { RequestError } from './request-error.ts';

const maxBodyBytes = 102_400;

/** A JSON object or array; no body at all counts as `{}`. Media type, then size, then syntax are checked. */
export function jsonBody({ headers, body = '', isBase64Encoded }: HttpEvent): unknown {
  if (!isPlainJson(headers['content-type']) || !isIdentity(headers['content-encoding'])) {
    throw new RequestError('request.unsupported-media-type');
  }
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes) throw new RequestError('request.body-too-large');
  // Drops a byte order mark, as Express' parser does.
  return parseJson(new TextDecoder().decode(bytes));
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The parser's own words would differ from one Node.js to the next.
  }
  throw new RequestError('request.malformed-json');
}

/** `application/json`, with the charset UTF-8 if it names one (RFC 9110 §8.3.1). */
function isPlainJson(contentType = ''): boolean {
  const [mediaType, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return mediaType === 'application/json' && (!charset || /^charset="?utf-8"?$/.test(charset));
}

const isIdentity = (contentEncoding = 'identity') => contentEncoding.toLowerCase() === 'identity';
