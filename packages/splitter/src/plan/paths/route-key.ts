import type { PathPattern } from './path-pattern.ts';

/** Path of a route key as API Gateway's HTTP APIs have it: `/api/flights/{flightId}`, `/files/{path+}`. */
export type RouteKeyPath = string;

/** OPTIONS is not among them: what Express answers to it lists every method of a path, which only the lith knows. */
const methodsOfApi: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'ANY']);
/** Characters of a literal that mean themselves both in a route key and in a path, whatever the gateway decodes. */
const literal = /^[\w\-.~!$&'()*,;=:@+]+$/;

/** Pattern -> path of its route key; undefined if no key can say it. */
export function toRouteKeyPath({ segments, tail }: PathPattern): RouteKeyPath | undefined {
  if (tail && tail.kind !== 'rest') return undefined;
  const names = new Set<string>();
  const parts: string[] = [];
  for (const segment of segments) {
    if (segment.kind === 'partial') return undefined;
    if (segment.kind === 'literal' && !literal.test(segment.text)) return undefined;
    parts.push(segment.kind === 'literal' ? segment.text : `{${claim(segment.name, names)}}`);
  }
  if (tail) parts.push(`{${claim(tail.name, names)}+}`);
  return `/${parts.join('/')}`;
}

/**
 * Names of parameters do not tell keys apart at the gateway: `/{year}` and `/{month}` are one key. The first that is asked for lends
 * its names to every other of its shape.
 */
export function createSpelling(): (path: RouteKeyPath | undefined) => RouteKeyPath | undefined {
  const spellings = new Map<string, RouteKeyPath>();
  return (path) => {
    if (path === undefined) return undefined;
    const shape = path.replace(/\{[^}+]+/g, '{');
    const spelling = spellings.get(shape) ?? path;
    spellings.set(shape, spelling);
    return spelling;
  };
}

/** The gateway knows seven methods and ANY; a GET answers HEAD, too, for Express does. */
export function toRouteKeys(method: string, path: RouteKeyPath): readonly string[] {
  if (!methodsOfApi.has(method)) return [];
  return method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`];
}

/** A route key taken apart, to be compared with patterns. */
export interface KeySegments {
  readonly method: string;
  /** In lower case, `{name}` for a parameter, without the greedy one at the end. */
  readonly parts: readonly string[];
  readonly greedy: boolean;
}

export function parseRouteKey(routeKey: string): KeySegments {
  const [method = '', path = ''] = routeKey.split(' ');
  const parts = path.toLowerCase().split('/').filter(Boolean);
  const greedy = parts.at(-1)?.endsWith('+}') ?? false;
  return { method, parts: greedy ? parts.slice(0, -1) : parts, greedy };
}

/** Names are letters, digits and `._:-` and once a path; Express allows more. */
function claim(name: string, taken: Set<string>): string {
  const legal = name.replace(/[^\w.:-]/g, '') || 'param';
  let unique = legal;
  for (let count = 2; taken.has(unique); count += 1) unique = `${legal}${count}`;
  taken.add(unique);
  return unique;
}
