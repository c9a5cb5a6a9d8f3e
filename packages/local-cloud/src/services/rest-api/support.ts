import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

const useResources = 'Declare resources and methods instead of OpenAPI.';

export const restApiSupport: ServiceSupport = {
  service: 'API Gateway REST API',
  resourceTypes: {
    'AWS::ApiGateway::RestApi': {
      level: 'approximated',
      note: 'Plain HTTP on a port of 127.0.0.1 each, whatever the endpoint type: there is no VPC to be private in.',
      page: `${reference}/aws-resource-apigateway-restapi.html`,
      properties: ['BinaryMediaTypes', 'Name', 'Policy'],
      ignoredProperties: [
        'ApiKeySourceType',
        'Description',
        'DisableExecuteApiEndpoint',
        'EndpointAccessMode',
        'EndpointConfiguration',
        'SecurityPolicy',
      ],
      refusedProperties: {
        Body: useResources,
        BodyS3Location: useResources,
        CloneFrom: useResources,
        MinimumCompressionSize: 'Compress in the function, or leave it out of the stacks that run locally.',
      },
    },
    'AWS::ApiGateway::Resource': {
      level: 'emulated',
      note: 'Literals, `{name}` and `{name+}`.',
      page: `${reference}/aws-resource-apigateway-resource.html`,
      properties: ['ParentId', 'PathPart', 'RestApiId'],
    },
    'AWS::ApiGateway::Method': {
      level: 'emulated',
      note: 'Lambda proxy integration; authorization NONE and AWS_IAM.',
      page: `${reference}/aws-resource-apigateway-method.html`,
      properties: [
        'ApiKeyRequired',
        'AuthorizationType',
        'HttpMethod',
        'Integration',
        'ResourceId',
        'RestApiId',
      ],
      ignoredProperties: ['MethodResponses', 'OperationName', 'RequestModels', 'RequestParameters'],
      refusedProperties: {
        AuthorizationScopes: 'Use AWS_IAM.',
        AuthorizerId: 'Use AWS_IAM instead of an authorizer.',
        RequestValidatorId: 'Validate in the function.',
      },
    },
    'AWS::ApiGateway::Deployment': {
      level: 'ignored',
      note: 'Every stage serves the methods of the template.',
      page: `${reference}/aws-resource-apigateway-deployment.html`,
      properties: ['RestApiId'],
      ignoredProperties: ['Description'],
      refusedProperties: {
        StageDescription: 'Declare the stage as a resource.',
        StageName: 'Declare the stage as a resource.',
      },
    },
    'AWS::ApiGateway::Stage': {
      level: 'approximated',
      note: 'Stage variables reach the event; throttling, logs and tracing have no effect.',
      page: `${reference}/aws-resource-apigateway-stage.html`,
      properties: ['DeploymentId', 'RestApiId', 'StageName', 'Variables'],
      ignoredProperties: [
        'AccessLogSetting',
        'Description',
        'DocumentationVersion',
        'MethodSettings',
        'TracingEnabled',
      ],
      refusedProperties: {
        CacheClusterEnabled: 'Leave the cache out of the stacks that run locally.',
        CanarySetting: 'Leave the canary out of the stacks that run locally.',
      },
    },
    'AWS::ApiGateway::Account': {
      level: 'ignored',
      note: 'Execution logs are not written.',
      page: `${reference}/aws-resource-apigateway-account.html`,
      properties: [],
      ignoredProperties: ['CloudWatchRoleArn'],
    },
  },
  behaviours: [
    {
      behaviour: 'Method selection',
      level: 'approximated',
      note: 'Literal before `{name}` before `{name+}`, method before ANY. Not documented and therefore assumed: case-sensitive, a trailing slash does not matter.',
      page: `${guide}/api-gateway-method-settings-method-request.html`,
    },
    {
      behaviour: 'Proxy event and answer',
      level: 'approximated',
      note: 'Both directions with multi-value headers and base64 by binary media types; the header names that AWS rewrites are those of its list.',
      page: `${guide}/set-up-lambda-proxy-integrations.html`,
    },
    {
      behaviour: 'Authorization AWS_IAM',
      level: 'emulated',
      note: 'Signature version 4 of service execute-api, then identity policy and resource policy: one suffices within an account, both are needed across accounts.',
      page: `${guide}/apigateway-authorization-flow.html`,
    },
    {
      behaviour: 'Resource policy',
      level: 'approximated',
      note: 'Roles, sessions, accounts and `*`, with conditions; keys about the network (`aws:SourceIp`, `aws:SourceVpce`) are refused.',
      page: `${guide}/apigateway-resource-policies.html`,
    },
    {
      behaviour: 'Answers of the gateway',
      level: 'approximated',
      note: '403 with AWS’s words for a missing token, a wrong signature, a denial and an unknown path; 500 when Lambda does not take the invocation, 502 for a failed function or another format, 504 after 29 s, 413. Gateway responses cannot be customized.',
      page: `${guide}/supported-gateway-response-types.html`,
    },
    {
      behaviour: 'Lambda permission',
      level: 'emulated',
      note: 'Without a permission that matches stage, method and path: 500.',
      page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
    },
    {
      behaviour:
        'Other authorizers, API keys and usage plans, models and validators, mapping templates, mock and HTTP integrations, caching, domain names',
      level: 'absent',
      note: 'A template that has them is refused.',
      page: `${guide}/apigateway-rest-api.html`,
    },
  ],
};
