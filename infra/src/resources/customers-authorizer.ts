import {
  type HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  type IHttpApi,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Identity } from '../stacks/identity-stack.ts';

/** Makes an API's JWT authorizer, which admits the customers whom the lith admits at its own door; gives its id. */
export const createCustomersAuthorizer = (
  scope: Construct,
  api: HttpApi,
  { issuer, audience }: Identity,
): string =>
  new HttpAuthorizer(scope, 'Customers', {
    // CDK's own class misses its own interface under exactOptionalPropertyTypes.
    httpApi: api as IHttpApi,
    type: HttpAuthorizerType.JWT,
    identitySource: ['$request.header.Authorization'],
    jwtIssuer: issuer,
    jwtAudience: [audience],
  }).authorizerId;

/** The authorizer as routes take it, in its own stack or in another. */
export const useCustomersAuthorizer = (scope: Construct, authorizerId: string): IHttpRouteAuthorizer =>
  HttpAuthorizer.fromHttpAuthorizerAttributes(scope, 'CustomersGuard', {
    authorizerId,
    authorizerType: 'JWT',
  });
