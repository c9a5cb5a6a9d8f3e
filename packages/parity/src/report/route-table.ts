import { readMethod } from '../stores/store.ts';

/** The route key under which an exchange is counted. */
export type FindRouteKey = (method: string, path: string) => string;

interface Route {
  readonly routeKey: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Sorts the most specific route first: segment by segment literal, variable, greedy; then a method before ANY. */
  readonly rank: string;
}

/**
 * Attributes requests to API Gateway route keys, most specific first, else `$default`. What is read from a store is a route
 * of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function createRouteTable(routeKeys: readonly string[]): FindRouteKey {
  const routes = routeKeys
    .filter((routeKey) => routeKey !== '$default')
    .map(parseRouteKey)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, rawPath) => {
    if (method === readMethod) return `${method} ${rawPath}`;
    const path = decode(toPathname(rawPath));
    const found = routes.find((route) => ['ANY', method].includes(route.method) && route.pattern.test(path));
    return found?.routeKey ?? '$default';
  };
}

function parseRouteKey(routeKey: string): Route {
  const [method = '', path = ''] = routeKey.split(' ');
  const segments = path.split('/').map((segment) => {
    if (/^\{.+\+\}$/.test(segment)) return { rank: 2, source: '.+' };
    if (/^\{.+\}$/.test(segment)) return { rank: 1, source: '[^/]+' };
    return { rank: 0, source: segment.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&') };
  });
  return {
    routeKey,
    method,
    pattern: new RegExp(`^${segments.map(({ source }) => source).join('/')}$`, 's'),
    rank: segments.map(({ rank }) => rank).join('') + (method === 'ANY' ? 1 : 0),
  };
}

function toPathname(path: string): string {
  const end = path.indexOf('?');
  return end < 0 ? path : path.slice(0, end);
}

/** Routes are matched against the decoded path, but an encoded slash separates nothing. */
function decode(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path.replaceAll(/%2f/gi, '%252f'));
  } catch {
    return path;
  }
}
