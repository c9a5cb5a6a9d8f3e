import type { Sample } from '../sample.ts';
import type { Edge } from './edge.ts';

/** Letter case, slashes, dot segments, encodings, length: what comes after routes differently, or not at all. */
export const pathEdges: readonly Edge[] = [
  { name: 'upper-case', path: ({ path }) => path.toUpperCase() },
  { name: 'capital', path: ({ path }) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()) },
  { name: 'trailing-slash', path: ({ path }) => `${path}/` },
  { name: 'trailing-slashes', path: ({ path }) => `${path}//` },
  { name: 'double-slash-first', path: ({ path }) => `/${path}` },
  { name: 'double-slash-last', path: ({ path }) => path.replace(/\/([^/]*)$/, '//$1') },
  { name: 'dot-segment', path: ({ path }) => afterFirstSlash(path, './') },
  { name: 'dot-segment-last', path: ({ path }) => `${path}/.` },
  { name: 'dot-dot-segment', path: ({ path }) => afterFirstSlash(path, 'elsewhere/../') },
  { name: 'dot-dot-segment-last', path: ({ path }) => `${path}/..` },
  { name: 'encoded-dot-segment', path: ({ path }) => afterFirstSlash(path, '%2e/') },
  { name: 'encoded-dot-dot-segment', path: ({ path }) => afterFirstSlash(path, 'elsewhere/%2e%2E/') },
  { name: 'encoded-letter', path: ({ path }) => encodeFirstLetter(path) },
  { name: 'encoded-separator', path: ({ path }) => path.replace(/(?<=.)\//, '%2F') },
  { name: 'encoded-space', path: ({ pathWith }) => pathWith('two%20words') },
  { name: 'plus', path: ({ pathWith }) => pathWith('two+words') },
  { name: 'encoded-plus', path: ({ pathWith }) => pathWith('one%2Btwo') },
  { name: 'encoded-slash', path: ({ pathWith }) => pathWith('one%2Ftwo') },
  { name: 'encoded-backslash', path: ({ pathWith }) => pathWith('one%5Ctwo') },
  { name: 'backslash', path: ({ pathWith }) => pathWith(String.raw`one\two`) },
  { name: 'encoded-question-mark', path: ({ pathWith }) => pathWith('one%3Ftwo') },
  { name: 'encoded-hash', path: ({ pathWith }) => pathWith('one%23two') },
  { name: 'encoded-percent', path: ({ pathWith }) => pathWith('100%25') },
  { name: 'encoded-twice', path: ({ pathWith }) => pathWith('one%252Ftwo') },
  { name: 'encoded-nul', path: ({ pathWith }) => pathWith('one%00two') },
  { name: 'malformed-encoding', path: ({ pathWith }) => pathWith('%zz') },
  { name: 'not-utf-8', path: ({ pathWith }) => pathWith('%ff') },
  { name: 'beyond-ascii', path: ({ pathWith }) => pathWith('%CE%BB%F0%9F%99%82') },
  { name: 'matrix-parameter', path: ({ path }) => `${path};v=1` },
  { name: 'reserved-characters', path: ({ pathWith }) => pathWith("a:b@c,d&e=f'(g)!*$") },
  { name: 'unsafe-characters', path: ({ pathWith }) => pathWith('a"b<c>d|e^f`g{h}[i]') },
  { name: 'fragment', path: ({ path }) => `${path}#part` },
  { name: 'long-value', path: ({ pathWith }) => pathWith('a'.repeat(1_000)) },
  // More than the 10,240 bytes that API Gateway takes as request line and headers, less than Node's 16 KiB:
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  { name: 'long-path', path: ({ pathWith }) => pathWith('a'.repeat(11_000)) },
  { name: 'below', path: ({ path }) => `${path.replace(/\/$/, '')}/no-such-thing` },
  { name: 'above', path: ({ path }) => path.slice(0, path.lastIndexOf('/')) || '/' },
  { name: 'longer-last-segment', path: ({ path }) => `${path}x` },
  { name: 'repeated-last-segment', path: (sample) => `${sample.path}/${lastSegment(sample)}` },
];

function afterFirstSlash(path: string, text: string): string {
  return path.replace('/', `/${text}`);
}

function lastSegment({ path }: Sample): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function encodeFirstLetter(path: string): string {
  return path.replace(/[a-z0-9]/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
