import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import {
  type HttpApi,
  HttpIntegrationType,
  HttpMethod,
  HttpRoute,
  HttpRouteIntegration,
  type HttpRouteIntegrationBindOptions,
  type HttpRouteIntegrationConfig,
  HttpRouteKey,
  type IHttpApi,
  type IHttpRouteAuthorizer,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { SplitApiError } from './split-api-error.ts';

/**
 * Lambda proxy integration that a function's routes share.
 * CDK's own permits every method of a path; here the permission is left to {@link addFunctionRoutes}, route by route.
 */
class FunctionIntegration extends HttpRouteIntegration {
  readonly #target: IFunction;

  constructor(target: IFunction) {
    super('Integration');
    this.#target = target;
  }

  bind(_options: HttpRouteIntegrationBindOptions): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.#target.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    };
  }
}

/**
 * Each permission takes some 430 bytes of the 20 kB.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxRoutesPerFunction = 45;

/** Routes of one function on an HTTP API. */
export interface FunctionRoutes {
  readonly api: HttpApi;
  readonly function: IFunction;
  readonly routes: readonly {
    /** `GET /a/{b}`, `ANY /a`, or `$default` */
    readonly routeKey: string;
    /** Who may pass; everybody if absent. */
    readonly authorizer?: IHttpRouteAuthorizer | undefined;
  }[];
}

/** Adds the routes with one integration, and with one Lambda permission each, which names API, method and path. */
export function addFunctionRoutes(
  scope: Construct,
  { api, function: target, routes }: FunctionRoutes,
): HttpRoute[] {
  if (routes.length > maxRoutesPerFunction) {
    throw new SplitApiError(
      `${target.node.path} has ${routes.length} routes, whose permissions exceed the 20 kB of a function's resource policy: give it at most ${maxRoutesPerFunction}, by a layout with more functions.`,
    );
  }
  const integration = new FunctionIntegration(target);
  return routes.map(({ routeKey, authorizer }) => {
    const route = new HttpRoute(scope, routeKey, {
      // CDK's own class misses its own interface under exactOptionalPropertyTypes.
      httpApi: api as IHttpApi,
      routeKey: toHttpRouteKey(routeKey),
      integration,
      ...(authorizer && { authorizer }),
    });
    new CfnPermission(route, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: target.functionArn,
      principal: new ServicePrincipal('apigateway.amazonaws.com').service,
      sourceArn: formatSourceArn(scope, api, routeKey),
    });
    return route;
  });
}

function toHttpRouteKey(routeKey: string): HttpRouteKey {
  if (routeKey === '$default') return HttpRouteKey.DEFAULT;
  const [method = '', path = ''] = routeKey.split(' ');
  return HttpRouteKey.with(path, HttpMethod[method as keyof typeof HttpMethod]);
}

/**
 * `arn:…:execute-api:…:<api>/<stage>/<method>/<path>`; any stage, because routes are the same on all of them. `ANY` is `*` there.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
function formatSourceArn(scope: Construct, api: HttpApi, routeKey: string): string {
  const methodAndPath = routeKey.replace(/^ANY /, '*').replace(' ', '');
  return Arn.format(
    {
      service: 'execute-api',
      resource: api.apiId,
      resourceName: `*/${methodAndPath}`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    Stack.of(scope),
  );
}
