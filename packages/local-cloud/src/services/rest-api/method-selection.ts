/**
 * Chooses the method of a REST API for a request. The most specific path goes first: from the left a literal before
 * `{x}` before `{x+}`; on one path a method before `ANY`. A path without the request's method does not hide a less
 * specific one which has it (measured: github.com/ministackorg/ministack, pull request 1423).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
import { routeMethods } from '../api-gateway/route-key.ts';
import { compareSegments, matchSegments } from '../api-gateway/route-selection.ts';
import type { ResourcePath } from './resource-path.ts';

export interface Selectable {
  /** `POST`, `ANY` */
  readonly httpMethod: string;
  readonly path: ResourcePath;
}

export interface SelectedMethod<Method> {
  readonly method: Method;
  /** Decoded values of the path variables. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Orders the methods once, so that the first match is the most specific one. */
export function createMethodSelection<Method extends Selectable>(
  methods: readonly Method[],
): (httpMethod: string, path: readonly string[]) => SelectedMethod<Method> | undefined {
  const ordered = methods.toSorted(
    (a, b) => compareSegments(a.path.segments, b.path.segments) || rank(a) - rank(b),
  );
  return (httpMethod, path) => {
    if (!routeMethods.some((known) => known === httpMethod)) return undefined;
    for (const method of ordered) {
      if (method.httpMethod !== 'ANY' && method.httpMethod !== httpMethod) continue;
      const pathParameters = matchSegments(method.path.segments, path);
      if (pathParameters) return { method, pathParameters };
    }
    return undefined;
  };
}

function rank({ httpMethod }: Selectable): number {
  return httpMethod === 'ANY' ? 1 : 0;
}
