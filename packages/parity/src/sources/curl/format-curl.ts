import type { HttpRequest } from '../../http/http-message.ts';
import { toByteString } from '../byte-string.ts';
import { quoteShellWord } from './shell-quotes.ts';

/**
 * A curl command that sends a request to the API at `url`, its path and bytes exactly as they are. For bash, should they be no text.
 *
 * @example
 * formatCurl('http://localhost:3000', { method: 'PUT', path: '/a/../b', headers: [['content-type', 'application/json']], body })
 * // curl --path-as-is --globoff -X PUT 'http://localhost:3000/a/../b' \
 * //   -H 'content-type: application/json' \
 * //   --data-raw '{"a":1}'
 */
export function formatCurl(url: string, { method, path, headers, body }: HttpRequest): string {
  const target = quoteShellWord(toByteString(url.replace(/\/+$/, '')) + path);
  const lines = headers.map(([name, value]) => formatHeader(value === '' ? `${name};` : `${name}: ${value}`));
  // Else curl would say that it is a form.
  if (body && !headers.some(([name]) => name === 'content-type')) lines.push(formatHeader('content-type:'));
  // No word of a command can hold a NUL.
  const pipes = body?.includes(0);
  if (body) lines.push(pipes ? '--data-binary @-' : `--data-raw ${quoteShellWord(toByteString(body))}`);
  const words = ['curl --path-as-is --globoff', ...formatMethod(method, body), target];
  const command = [words.join(' '), ...lines].join(' \\\n  ');
  return pipes ? `base64 -d <<< '${Buffer.from(body ?? []).toString('base64')}' | ${command}` : command;
}

const formatHeader = (line: string) => `-H ${quoteShellWord(line)}`;

function formatMethod(method: string, body: Uint8Array | undefined): string[] {
  if (method === 'HEAD' && !body) return ['--head'];
  return method === (body ? 'POST' : 'GET') ? [] : [`-X ${quoteShellWord(method)}`];
}
