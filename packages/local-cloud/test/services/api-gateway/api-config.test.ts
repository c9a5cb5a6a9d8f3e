import { expect, it } from 'vitest';
import type { Problem } from '../../../src/cloud-error.ts';
import { identifyPart, resolveApis } from '../../../src/services/api-gateway/api-config.ts';
import { createDeployment } from '../../../src/template/deployment.ts';
import { createStack } from '../../template/stack.ts';

type Changes = Readonly<Record<string, Record<string, unknown>>>;

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:read';

/** An API with one route and a JWT authorizer, changed as the test wants it. */
function resolve(changes: Changes = {}) {
  const declare = (type: string, properties: object, name: string) => ({
    Type: `AWS::ApiGatewayV2::${type}`,
    Properties: { ApiId: { Ref: 'Api' }, ...properties, ...changes[name] },
  });
  const target = { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] };
  const authorization = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } };
  const stack = createStack({
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', ...changes.Api } },
      Stage: declare('Stage', { StageName: '$default' }, 'Stage'),
      Integration: declare(
        'Integration',
        { IntegrationType: 'AWS_PROXY', IntegrationUri: functionArn, PayloadFormatVersion: '2.0' },
        'Integration',
      ),
      Route: declare('Route', { RouteKey: 'GET /items', Target: target, ...authorization }, 'Route'),
      Authorizer: declare(
        'Authorizer',
        {
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: 'https://issuer', Audience: ['a'] },
        },
        'Authorizer',
      ),
    },
  });
  const { resources } = createDeployment([stack], {
    identify: (resource) => ({ ref: identifyPart(resource), attributes: {} }),
    localize: (text) => text,
  });
  const problems: Problem[] = [];
  return { apis: resolveApis(resources, problems), codes: problems.map(({ code }) => code) };
}

it('gathers stages, routes, integrations and authorizers of an API', () => {
  const { apis, codes } = resolve({ Stage: { StageVariables: { colour: 'blue' } } });
  expect(codes).toEqual([]);
  expect(apis).toMatchObject([
    {
      routes: [
        {
          key: { text: 'GET /items' },
          functionArn,
          timeoutMs: 30_000,
          authorizer: { issuer: 'https://issuer', audiences: ['a'] },
          scopes: [],
        },
      ],
    },
  ]);
  expect(apis[0]?.stages.get('$default')).toEqual({ variables: { colour: 'blue' } });
});

it('takes a function from an invocation URI, and its own timeout', () => {
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const { apis } = resolve({ Integration: { IntegrationUri: uri, TimeoutInMillis: 5000 } });
  expect(apis[0]?.routes).toMatchObject([{ functionArn, timeoutMs: 5000 }]);
});

it.each<[Changes, string]>([
  [{ Api: { ProtocolType: 'WEBSOCKET' } }, 'api-gateway.protocol'],
  [{ Route: { RouteKey: 'get /items' } }, 'api-gateway.route-key'],
  [{ Route: { Target: 'integrations/nobody' } }, 'api-gateway.route-target'],
  [{ Route: { AuthorizationType: 'AWS_IAM' } }, 'api-gateway.authorizer'],
  [
    { Integration: { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://x' } },
    'api-gateway.integration',
  ],
  [{ Integration: { PayloadFormatVersion: '1.0' } }, 'api-gateway.payload-format'],
])('%j is refused: %s', (changes, code) => expect(resolve(changes).codes).toEqual([code]));
