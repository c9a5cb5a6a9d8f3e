import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import {
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

/**
 * Lambda proxy integration that a function's routes share.
 * CDK's own permits every method of a path; here the permission is left to {@link addRoutes}, route by route.
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

/** Where routes go: an API and the function behind them, who may call it decided per route. */
export interface RouteTarget {
  readonly api: IHttpApi;
  readonly function: IFunction;
  readonly authorizer?: IHttpRouteAuthorizer;
}

/** Adds each route key (`GET /a/{b}` or `$default`) with one Lambda permission that names this API, method and path. */
export function addRoutes(scope: Construct, routeKeys: readonly string[], target: RouteTarget): void {
  const integration = new FunctionIntegration(target.function);
  for (const routeKey of routeKeys) {
    const route = new HttpRoute(scope, routeKey, {
      httpApi: target.api,
      routeKey: parseRouteKey(routeKey),
      integration,
      ...(target.authorizer && { authorizer: target.authorizer }),
    });
    new CfnPermission(route, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: target.function.functionArn,
      principal: new ServicePrincipal('apigateway.amazonaws.com').service,
      sourceArn: formatSourceArn(scope, target.api, routeKey),
    });
  }
}

function parseRouteKey(routeKey: string): HttpRouteKey {
  if (routeKey === '$default') return HttpRouteKey.DEFAULT;
  const [method = '', path = ''] = routeKey.split(' ');
  return HttpRouteKey.with(path, HttpMethod[method as keyof typeof HttpMethod]);
}

/**
 * `arn:…:execute-api:…:<api>/<stage>/<method>/<path>`; the stage is `*` because the API has only one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
function formatSourceArn(scope: Construct, api: IHttpApi, routeKey: string): string {
  const methodAndPath = routeKey.replace(' ', '');
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
