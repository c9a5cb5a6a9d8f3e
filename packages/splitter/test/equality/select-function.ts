import type { ManifestFunction } from '../../src/manifest/index.ts';

/**
 * What an HTTP API does with a manifest's route keys: the most specific wins, `$default` takes the rest. Keys that match the
 * full path go before greedy ones, a method before `ANY`, and from the left a literal before `{x}` before `{x+}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function createSelection(
  functions: readonly ManifestFunction[],
): (method: string, rawPath: string) => { routeKey: string; name: string } {
  const routes = functions.flatMap(({ name, routeKeys }) =>
    routeKeys.map((routeKey) => ({ routeKey, name })),
  );
  const ordered = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .sort((a, b) => (rankOf(a.routeKey) < rankOf(b.routeKey) ? -1 : 1));
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  if (!fallback) throw new Error('The manifest has no function behind $default.');
  return (method, rawPath) => ordered.find(({ routeKey }) => matches(routeKey, method, rawPath)) ?? fallback;
}

/** Sorts as text: tier, method, then each segment. */
function rankOf(routeKey: string): string {
  const [method, path = ''] = routeKey.split(' ');
  const segments = path.slice(1).split('/');
  const ranks = segments.map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0));
  return [Number(path.endsWith('+}')), Number(method === 'ANY'), ...ranks].join('');
}

function matches(routeKey: string, method: string, rawPath: string): boolean {
  const [wanted, path = ''] = routeKey.split(' ');
  if (wanted !== 'ANY' && wanted !== method) return false;
  if (!/^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method)) return false;
  const segments = path.split('/');
  const given = rawPath.split('/');
  const greedy = path.endsWith('+}');
  if (greedy ? given.length < segments.length : given.length !== segments.length) return false;
  return segments.every((segment, index) =>
    segment.startsWith('{') ? given[index] !== '' : segment === given[index],
  );
}
