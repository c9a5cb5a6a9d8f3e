import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HttpRequest } from './http-message.ts';

/** Methods whose requests have a body, so that one without says so: https://www.rfc-editor.org/rfc/rfc9110#section-8.6 */
const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The head of a request: its headers as they are stated, however wrong, and those which are missing.
 *
 * @throws TypeError for what would not stay within its line.
 */
export function formatRequestHead({ method, path, headers, body }: HttpRequest, host: string): string {
  if (!/^[\w!#$%&'*+.^`|~-]+ [\u0021-\u00ff]+$/.test(`${method} ${path}`))
    throw new TypeError(`\`${method} ${path}\` is no request line`);
  const stated = new Set<string>();
  let head = `${method} ${path} HTTP/1.1\r\n`;
  for (const [name, value] of headers) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    stated.add(name);
    head += `${name}: ${value}\r\n`;
  }
  if (!stated.has('host')) head += `host: ${host}\r\n`;
  if (!stated.has('connection')) head += 'connection: keep-alive\r\n';
  if ((body || withBody.has(method)) && !stated.has('content-length') && !stated.has('transfer-encoding'))
    head += `content-length: ${body?.length ?? 0}\r\n`;
  return `${head}\r\n`;
}
