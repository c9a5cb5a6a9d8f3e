import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const apiGatewaySupport: ServiceSupport = {
  service: 'API Gateway HTTP API',
  resourceTypes: {
    'AWS::ApiGatewayV2::Api': {
      level: 'emulated',
      note: 'HTTP APIs only; plain HTTP on a port of 127.0.0.1 each.',
      page: `${reference}/aws-resource-apigatewayv2-api.html`,
      properties: ['Name', 'ProtocolType'],
      ignoredProperties: ['Description', 'DisableExecuteApiEndpoint', 'IpAddressType', 'Version'],
      refusedProperties: {
        Body: 'Declare routes and integrations as resources instead of OpenAPI.',
        BodyS3Location: 'Declare routes and integrations as resources instead of OpenAPI.',
        CorsConfiguration: 'Answer CORS in the application, or leave it out of the stacks that run locally.',
        RouteKey: 'Declare a route and an integration instead of quick create.',
        Target: 'Declare a route and an integration instead of quick create.',
      },
    },
    'AWS::ApiGatewayV2::Stage': {
      level: 'approximated',
      note: 'Stage selection and stage variables; throttling and access logs have no effect.',
      page: `${reference}/aws-resource-apigatewayv2-stage.html`,
      properties: ['ApiId', 'StageName', 'StageVariables'],
      ignoredProperties: [
        'AccessLogSettings',
        'AutoDeploy',
        'DefaultRouteSettings',
        'DeploymentId',
        'Description',
        'RouteSettings',
      ],
    },
    'AWS::ApiGatewayV2::Deployment': {
      level: 'ignored',
      note: 'Every stage serves the routes of the template.',
      page: `${reference}/aws-resource-apigatewayv2-deployment.html`,
      properties: [],
      ignoredProperties: ['ApiId', 'Description', 'StageName'],
    },
    'AWS::ApiGatewayV2::Integration': {
      level: 'emulated',
      note: 'Lambda proxy integration, payload format 2.0.',
      page: `${reference}/aws-resource-apigatewayv2-integration.html`,
      properties: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
      ignoredProperties: ['ConnectionType', 'Description', 'IntegrationMethod'],
      refusedProperties: {
        CredentialsArn: 'Grant the invocation with a Lambda permission instead of a role.',
        RequestParameters: 'Read the request in the function instead of mapping parameters.',
        ResponseParameters: 'Write the response in the function instead of mapping parameters.',
      },
    },
    'AWS::ApiGatewayV2::Route': {
      level: 'emulated',
      note: 'Authorization NONE and JWT, with scopes.',
      page: `${reference}/aws-resource-apigatewayv2-route.html`,
      properties: ['ApiId', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId', 'RouteKey', 'Target'],
      ignoredProperties: ['OperationName'],
    },
    'AWS::ApiGatewayV2::Authorizer': {
      level: 'emulated',
      note: "JWT only; the issuer's stand-in on this machine signs the tokens.",
      page: `${reference}/aws-resource-apigatewayv2-authorizer.html`,
      properties: ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration'],
      ignoredProperties: ['Name'],
    },
  },
  behaviours: [
    {
      behaviour: 'Route selection',
      level: 'approximated',
      note: 'Tiers, methods and specificity as documented. Undocumented and therefore assumed: case-sensitive, strict about a trailing slash.',
      page: `${guide}/http-api-develop-routes.html`,
    },
    {
      behaviour: 'Request path',
      level: 'emulated',
      note: 'Decoded twice, cut at a decoded `?`, 400 when a decoding fails: measured by others on AWS, not documented.',
      page: `${guide}/http-api-develop-integrations-lambda.html`,
    },
    {
      behaviour: 'Payload format 2.0',
      level: 'emulated',
      note: 'Both directions, with the shapes that are answered with 500.',
      page: `${guide}/http-api-develop-integrations-lambda.html`,
    },
    {
      behaviour: 'JWT authorizer',
      level: 'approximated',
      note: 'Signature, issuer, audience or client_id, times, scopes. Keys are not cached, and a refusal for which AWS documents no wording says `invalid_token` alone.',
      page: `${guide}/http-api-jwt-authorizer.html`,
    },
    {
      behaviour: 'Lambda permission',
      level: 'emulated',
      note: 'Without a permission that matches the route: 500.',
      page: `${guide}/http-api-troubleshooting-lambda.html`,
    },
    {
      behaviour: 'Limits',
      level: 'approximated',
      note: '10 MB body and 6 MB Lambda payload: 413. 30 s integration timeout: 503. 10 240 bytes of request line and headers: 431, where the real status is not documented. A throttled function: 503.',
      page: `${guide}/http-api-quotas.html`,
    },
    {
      behaviour: 'Throttling, access logs, metrics',
      level: 'absent',
      note: 'Settings are accepted without effect.',
      page: `${guide}/http-api-throttling.html`,
    },
    {
      behaviour:
        'CORS configuration, IAM and Lambda authorizers, parameter mapping, custom domains, VPC links',
      level: 'absent',
      note: 'A template that has them is refused.',
      page: `${guide}/http-api.html`,
    },
  ],
};
