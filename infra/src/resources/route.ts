import { Arn, ArnFormat, Stack, Validations } from 'aws-cdk-lib';
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

/** Where routes go, and who may pass: an authorizer decides, or the route is open for a stated reason. */
export interface RouteTarget {
  readonly api: HttpApi;
  readonly function: IFunction;
  readonly guard: IHttpRouteAuthorizer | { readonly openBecause: string };
}

/** Adds each route key (`GET /a/{b}` or `$default`) with one Lambda permission that names this API, method and path. */
export function addRoutes(scope: Construct, routeKeys: readonly string[], target: RouteTarget): void {
  const integration = new FunctionIntegration(target.function);
  for (const routeKey of routeKeys) {
    const route = new HttpRoute(scope, routeKey, {
      // CDK's own class misses its own interface under exactOptionalPropertyTypes.
      httpApi: target.api as IHttpApi,
      routeKey: parseRouteKey(routeKey),
      integration,
      ...('bind' in target.guard && { authorizer: target.guard }),
    });
    if ('openBecause' in target.guard) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions::AwsSolutions-APIG4',
        reason: target.guard.openBecause,
      });
    }
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
function formatSourceArn(scope: Construct, api: HttpApi, routeKey: string): string {
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
