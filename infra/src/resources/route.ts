import { addFunctionRoutes } from '@unlith/constructs';
import { Validations } from 'aws-cdk-lib';
import type { HttpApi, HttpRoute, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Where routes go, and who may pass: an authorizer decides, or the route is open for a stated reason. */
export interface RouteTarget {
  readonly api: HttpApi;
  readonly function: IFunction;
  readonly guard: IHttpRouteAuthorizer | { readonly openBecause: string };
}

/** Adds each route key (`GET /a/{b}` or `$default`) with one Lambda permission that names this API, method and path. */
export function addRoutes(
  scope: Construct,
  routeKeys: readonly string[],
  { guard, ...target }: RouteTarget,
): void {
  const authorizer = 'bind' in guard ? guard : undefined;
  const routes = addFunctionRoutes(scope, {
    ...target,
    routes: routeKeys.map((routeKey) => ({ routeKey, authorizer })),
  });
  if ('openBecause' in guard) acknowledgeOpen(routes, guard.openBecause);
}

/** Says to cdk-nag why routes have no authorizer. */
export function acknowledgeOpen(routes: Iterable<HttpRoute>, reason: string): void {
  for (const route of routes) {
    Validations.of(route).acknowledge({ id: 'AwsSolutions::AwsSolutions-APIG4', reason });
  }
}
