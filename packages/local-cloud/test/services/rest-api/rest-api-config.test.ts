import { expect, it } from 'vitest';
import type { Problem } from '../../../src/cloud-error.ts';
import {
  identifyPart,
  resolveRestApis,
  rootResourceId,
} from '../../../src/services/rest-api/rest-api-config.ts';
import type { Resource } from '../../../src/services/service.ts';
import { resource } from '../../resource.ts';

const uri = (suffix = 'invocations') =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/${suffix}`;
const integration = { Type: 'AWS_PROXY', Uri: uri() };

function resolve(method: object = {}, apiProperties: object = {}, part: object = {}) {
  const api = resource('Api', 'AWS::ApiGateway::RestApi', { Name: 'api', ...apiProperties });
  const RestApiId = identifyPart(api);
  const declare = (logicalId: string, type: string, properties: object): Resource =>
    resource(logicalId, `AWS::ApiGateway::${type}`, { RestApiId, ...properties });
  const path = declare('Path', 'Resource', { ParentId: rootResourceId(api), PathPart: '{id}', ...part });
  const problems: Problem[] = [];
  const apis = resolveRestApis(
    [
      api,
      path,
      declare('Stage', 'Stage', { StageName: 'live', DeploymentId: 'd' }),
      declare('Method', 'Method', {
        HttpMethod: 'POST',
        ResourceId: identifyPart(path),
        Integration: integration,
        ...method,
      }),
    ],
    problems,
  );
  return { apis, codes: problems.map(({ code, place }) => `${place} ${code}`) };
}

it('gathers stages, paths and methods', () => {
  const { apis, codes } = resolve({ AuthorizationType: 'AWS_IAM' });
  expect(codes).toEqual([]);
  expect(apis[0]?.stages.get('live')).toEqual({ deploymentId: 'd', variables: null });
  expect(apis[0]?.methods).toMatchObject([
    {
      httpMethod: 'POST',
      path: { text: '/{id}' },
      authorization: 'AWS_IAM',
      functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
      timeoutMs: 29_000,
    },
  ]);
});

it('completes the short resources of a policy', () => {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/live/*',
  };
  const { apis, codes } = resolve({}, { Policy: { Statement: [statement] } });
  expect(codes).toEqual([]);
  const [api] = apis;
  expect(api?.policy?.[0]?.resources.texts).toEqual([
    `arn:aws:execute-api:eu-west-1:123456789012:${api?.id}/live/*`,
  ]);
});

it.each([
  ['an authorizer', { AuthorizationType: 'CUSTOM' }, 'rest-api.authorization'],
  ['an API key', { ApiKeyRequired: true }, 'rest-api.api-key'],
  ['a mock', { Integration: { Type: 'MOCK' } }, 'rest-api.integration'],
  [
    'streaming',
    { Integration: { ...integration, Uri: uri('response-streaming-invocations') } },
    'rest-api.integration',
  ],
  ['a role', { Integration: { ...integration, Credentials: 'arn' } }, 'rest-api.credentials'],
])('refuses %s', (_, method, code) => expect(resolve(method).codes).toEqual([`Stage/Method ${code}`]));

it('refuses a path part', () => {
  expect(resolve({}, {}, { PathPart: 'a{b}' }).codes).toEqual(['Stage/Path rest-api.path-part']);
});

it('refuses a policy that asks for the network', () => {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: '*',
    Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  };
  expect(resolve({}, { Policy: { Statement: [statement] } }).codes).toEqual([
    'Stage/Api iam.unknown-condition-key',
  ]);
});
