/** `GET /api/bookings/{bookingId}` in parts; `$default` has none. */
interface RouteKeyParts {
  readonly method: string;
  readonly segments: readonly string[];
}

const parseRouteKey = (routeKey: string): RouteKeyParts => {
  const [method = '', path = ''] = routeKey.split(' ');
  return { method, segments: path.split('/').slice(1) };
};

/** The key that answers `HEAD` where a `GET` does: HTTP APIs do not imply it. */
export const headOf = (routeKey: string): string | undefined =>
  routeKey.startsWith('GET ') ? routeKey.replace('GET', 'HEAD') : undefined;

/**
 * Whether some request fits both keys. API Gateway then takes the more specific one:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [parseRouteKey(one), parseRouteKey(other)];
  const isSameMethod = left.method === right.method || [left.method, right.method].includes('ANY');
  return isSameMethod && segmentsOverlap(left.segments, right.segments);
}

function segmentsOverlap(
  [left, ...leftRest]: readonly string[],
  [right, ...rightRest]: readonly string[],
): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (isGreedy(left) || isGreedy(right)) return true;
  return (isParameter(left) || isParameter(right) || left === right) && segmentsOverlap(leftRest, rightRest);
}

const isGreedy = (segment: string) => segment.endsWith('+}');
const isParameter = (segment: string) => segment.startsWith('{');
