/**
 * `GET /api/bookings/{bookingId}`, `ANY /files/{path+}` or `$default`, taken apart.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export interface RouteKey {
  /** As configured; it reaches the event unchanged. */
  readonly text: string;
  /** `undefined` for `$default`. */
  readonly method: string | undefined;
  readonly segments: readonly Segment[];
}

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `{name+}`: the rest of the path; only at the end. */
  | { readonly kind: 'greedy'; readonly name: string };

/** The only methods that a route key may name. */
export const routeMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

const shape = new RegExp(`^(${[...routeMethods, 'ANY'].join('|')}) (/.*)$`);

/** `undefined` when API Gateway would refuse the key. */
export function parseRouteKey(text: string): RouteKey | undefined {
  if (text === '$default') return { text, method: undefined, segments: [] };
  const [, method, path = ''] = shape.exec(text) ?? [];
  if (!method || (path !== '/' && path.endsWith('/'))) return undefined;
  const segments = splitPath(path).map(parseSegment);
  const isGreedyEarly = segments.slice(0, -1).some((segment) => segment?.kind === 'greedy');
  return segments.includes(undefined) || isGreedyEarly
    ? undefined
    : { text, method, segments: segments as Segment[] };
}

/** `/a/b` -> `['a', 'b']`; the root has no segments. */
export function splitPath(path: string): string[] {
  return path === '/' || path === '' ? [] : path.slice(1).split('/');
}

/** `undefined` when API Gateway would refuse the segment. */
export function parseSegment(text: string): Segment | undefined {
  if (text === '') return undefined;
  const [, name, plus] = /^\{([\w.:-]+)(\+?)\}$/.exec(text) ?? [];
  if (name) return { kind: plus ? 'greedy' : 'variable', name };
  return /[{}]/.test(text) ? undefined : { kind: 'literal', text };
}
