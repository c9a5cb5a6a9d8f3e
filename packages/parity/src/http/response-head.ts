import { type HeaderLine, listHeader } from './http-message.ts';

/** The first lines of an answer, and what they say about its body and its connection. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** How the body ends: after so many bytes, with its last chunk, or with the connection. */
  readonly framing: number | 'chunked' | 'connection';
  /** Whether the server expects further requests on the connection. */
  readonly isKept: boolean;
}

/**
 * Reads the head of an answer to `method`, without the empty line behind it. https://www.rfc-editor.org/rfc/rfc9112#section-4
 *
 * @throws Error where it is none, or leaves open where the body ends.
 */
export function parseResponseHead(text: string, method: string): ResponseHead {
  const isFolded = text.includes('\n ') || text.includes('\n\t');
  const [statusLine = '', ...lines] = (isFolded ? text.replace(folding, ' ') : text).split('\r\n');
  const [, minor, code] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(statusLine) ?? [];
  if (code === undefined)
    throw new Error(`it begins with \`${statusLine.slice(0, 40)}\`, which is no HTTP/1.1`);
  const headers = lines.map(toHeaderLine);
  const status = Number(code);
  const isBodiless = method === 'HEAD' || status < 200 || status === 204 || status === 304;
  const framing = isBodiless ? 0 : findFraming(headers);
  const connection = listHeader(headers, 'connection').join();
  const isKept = minor === '1' ? !/\bclose\b/i.test(connection) : /\bkeep-alive\b/i.test(connection);
  return { status, headers, framing, isKept: isKept && framing !== 'connection' && status !== switching };
}

/** From then on, the connection speaks another protocol. */
export const switching = 101;

/** A value that goes on in the next line, which is obsolete and allowed: https://www.rfc-editor.org/rfc/rfc9112#section-5.2 */
const folding = /[\t ]*\r\n[\t ]+/g;
const headerLine = /^([\w!#$%&'*+.^`|~-]+):[\t ]*((?:[^\0\r\n]*[^\0\r\n\t ])?)[\t ]*$/;

const mostLines = 1000;
const recentLines = new Map<string, HeaderLine>();

/** Most lines are the same in every answer: they are read once, and kept once however many answers are. */
function toHeaderLine(line: string): HeaderLine {
  const found = recentLines.get(line);
  if (found) return found;
  if (recentLines.size === mostLines) recentLines.clear();
  const parsed = parseHeaderLine(line);
  recentLines.set(line, parsed);
  return parsed;
}

function parseHeaderLine(line: string): HeaderLine {
  const [, name, value = ''] = headerLine.exec(line) ?? [];
  if (name === undefined) throw new Error(`the header line \`${line.slice(0, 40)}\``);
  return [name.toLowerCase(), value];
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-6.3, where two lengths are an error: readers would part over them. */
function findFraming(headers: readonly HeaderLine[]): ResponseHead['framing'] {
  const encodings = listHeader(headers, 'transfer-encoding');
  const [length, ...further] = new Set(listHeader(headers, 'content-length'));
  if (length !== undefined && (further.length > 0 || encodings.length > 0 || !/^\d{1,15}$/.test(length)))
    throw new Error('headers that contradict each other about the length of the body');
  if (encodings.length > 0) return /(?:^|,)[\t ]*chunked$/i.test(encodings.join()) ? 'chunked' : 'connection';
  return length === undefined ? 'connection' : Number(length);
}
