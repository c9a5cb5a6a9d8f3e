import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpAuthorizer, HttpAuthorizerType, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { describeFunction, listRoutes, shop, synthesize } from './split.ts';

const createTable = (stack: Stack) =>
  new Table(stack, 'Items', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
const given = (stack: Stack) => ({
  tables: { ITEMS_TABLE: createTable(stack) },
  environment: { SECRET: 'knock', NODE_ENV: 'production', OTHER: 'nobody reads this' },
});

describe('routes', () => {
  it('lead to the functions of the manifest, all others to the lith', () => {
    const { template } = synthesize(shop, given);
    expect(listRoutes(template())).toEqual({
      'GET /items': 'getitems',
      'HEAD /items': 'getitems',
      'GET /items/{id}': 'getitemsid',
      'HEAD /items/{id}': 'getitemsid',
      'POST /items': 'postitems',
      $default: 'lith',
    });
    template().resourceCountIs('AWS::ApiGatewayV2::Integration', 4);
  });

  it('may each invoke their function by a permission that names API, method and path', () => {
    const permissions = synthesize(shop, given).template().findResources('AWS::Lambda::Permission');
    const paths = Object.values(permissions).map(({ Properties }) =>
      Properties.SourceArn['Fn::Join'][1].at(-1),
    );
    expect(paths.toSorted()).toEqual(
      ['$default', 'GET/items', 'GET/items/{id}', 'HEAD/items', 'HEAD/items/{id}', 'POST/items'].map(
        (path) => `/*/${path}`,
      ),
    );
  });

  it('of any method are permitted for any method', () => {
    const any = describeFunction('any', ['ANY /any/{rest+}']);
    const { template } = synthesize({ ...shop, functions: [...shop.functions, any] }, given);
    expect(JSON.stringify(template().findResources('AWS::Lambda::Permission'))).toContain('/*/*/any/{rest+}');
  });

  it('are added to an API that is there', () => {
    const { api, template } = synthesize(shop, (stack) => ({
      ...given(stack),
      api: new HttpApi(stack, 'Own'),
    }));
    template().resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    expect(api.api.node.path).toBe('Shop/Own');
  });

  it('have the authorizer that is given for them, their HEAD included', () => {
    const { template } = synthesize(shop, (stack) => {
      const api = new HttpApi(stack, 'Own');
      const authorizer = createAuthorizer(stack, api);
      return {
        ...given(stack),
        api,
        authorizers: { 'GET /items/:id': authorizer, 'GET /items': authorizer },
      };
    });
    const guarded = template().findResources('AWS::ApiGatewayV2::Route', {
      Properties: { AuthorizationType: 'JWT' },
    });
    expect(Object.values(guarded).map(({ Properties }) => Properties.RouteKey)).toEqual([
      'GET /items',
      'HEAD /items',
      'GET /items/{id}',
      'HEAD /items/{id}',
    ]);
  });

  it('of one’s own stand beside those of the split', () => {
    const { api, stack, template } = synthesize(shop, given);
    api.addRoutes(['GET /health'], { function: createNative(stack) });
    expect(listRoutes(template())).toHaveProperty(['GET /health'], 'Native');
  });
});

describe('functions', () => {
  it('get only the variables that they read', () => {
    const { template } = synthesize(shop, given);
    const table = { Ref: Match.stringLikeRegexp('Items') };
    for (const [description, Variables] of [
      ['GET /items, HEAD /items', { ITEMS_TABLE: table, NODE_ENV: 'production' }],
      ['GET /items/{id}, HEAD /items/{id}', { NODE_ENV: 'production' }],
      ['POST /items', { ITEMS_TABLE: table, NODE_ENV: 'production', SECRET: 'knock' }],
      ['$default', { ITEMS_TABLE: table, NODE_ENV: 'production', SECRET: 'knock' }],
    ] as const) {
      template().hasResourceProperties('AWS::Lambda::Function', {
        Description: description,
        Environment: { Variables },
      });
    }
  });

  it('get all that is given where the source does not tell what they read', () => {
    const id = 'GET /items/:id';
    const finding = {
      code: 'split.unknown-environment',
      effect: 'note',
      message: 'process.env is read as a whole',
      routes: [id],
    } as const;
    const functions = shop.functions.map((each) =>
      each.name === 'get-items-id' ? { ...each, routes: [id] } : each,
    );
    const { template } = synthesize({ ...shop, functions, findings: [finding] }, given);
    template().hasResourceProperties('AWS::Lambda::Function', {
      Description: 'GET /items/{id}, HEAD /items/{id}',
      Environment: { Variables: { SECRET: 'knock', OTHER: 'nobody reads this' } },
    });
  });

  it('that read what nobody gives are warned of once, unless it is absent on purpose', () => {
    const tables = (stack: Stack) => ({ tables: { ITEMS_TABLE: createTable(stack) } });
    const { stack } = synthesize(shop, (each) => ({ ...tables(each), environment: { NODE_ENV: 'test' } }));
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('read SECRET'));
    expect(warnings.map(({ id }) => id)).toEqual(['/Shop/Split']);
    const quiet = synthesize(shop, (each) => ({
      ...tables(each),
      environment: { NODE_ENV: undefined, SECRET: undefined },
    }));
    Annotations.fromStack(quiet.stack).hasNoWarning('*', Match.anyValue());
  });

  it('run on arm64 and nodejs24.x with a log of a month, unless they are to run otherwise', () => {
    const { template } = synthesize(shop, (stack) => ({
      ...given(stack),
      functionProps: { memorySize: 1024, architecture: Architecture.X86_64 },
      functionPropsByName: { 'get-items': { memorySize: 256, environment: { EXTRA: 'yes' } } },
    }));
    template().allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['x86_64'],
    });
    template().allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    template().hasResourceProperties('AWS::Lambda::Function', {
      Description: 'GET /items, HEAD /items',
      MemorySize: 256,
      Environment: { Variables: { EXTRA: 'yes', NODE_ENV: 'production' } },
    });
  });

  it('have roles that may do what the manifest grants and write their own log, and nothing else', () => {
    const { template } = synthesize(shop, given);
    template().resourceCountIs('AWS::IAM::Role', 4);
    for (const { Properties } of Object.values(template().findResources('AWS::IAM::Role')))
      expect(Object.keys(Properties)).toEqual(['AssumeRolePolicyDocument']);
    const statements = Object.values(template().findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const others = statements.filter(({ Action }) => !String(Action).startsWith('logs:'));
    expect(others).toEqual([
      {
        Effect: 'Allow',
        Action: 'dynamodb:Query',
        Resource: {
          'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Items/), 'Arn'] }, '/index/by-name']],
        },
      },
    ]);
  });

  it('are granted to all at once, or one by one', () => {
    const { api, stack, template } = synthesize(shop, given);
    const table = stack.node.findChild('Items') as Table;
    table.grantReadData(api);
    table.grantWriteData(api.function('POST /items'));
    const policies = Object.values(template().findResources('AWS::IAM::Policy'));
    const holders = (action: string) => policies.filter((policy) => JSON.stringify(policy).includes(action));
    expect(holders('dynamodb:BatchGetItem')).toHaveLength(4);
    expect(holders('dynamodb:BatchWriteItem')).toHaveLength(1);
  });

  it('are found by name and by route key; what stays in the lith is the lith’s', () => {
    const { api } = synthesize(shop, given);
    expect([...api.functions.keys()]).toEqual(['lith', 'get-items', 'get-items-id', 'post-items']);
    expect(api.function('HEAD /items/{id}')).toBe(api.functions.get('get-items-id'));
    expect(api.function('GET /items/popular')).toBe(api.fallback);
    expect(() => api.function('GET /nothing')).toThrow('Shop/Split has no route GET /nothing');
  });

  it('have the metrics of CDK’s own, and those of the API', () => {
    const { api, stack } = synthesize(shop, given);
    expect(stack.resolve(api.metricServerError().dimensions)).toEqual({ ApiId: { Ref: expect.any(String) } });
    expect(api.metricFallback()).toMatchObject({ namespace: 'AWS/Lambda', metricName: 'Invocations' });
    const metrics = [api.metricCount(), api.metricLatency(), api.metricClientError()];
    expect(metrics.map(({ metricName }) => metricName)).toEqual(['Count', 'Latency', '4xx']);
  });
});

const createNative = (stack: Stack) =>
  new LambdaFunction(stack, 'Native', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => "native"'),
  });

const createAuthorizer = (stack: Stack, api: HttpApi) =>
  HttpAuthorizer.fromHttpAuthorizerAttributes(stack, 'Imported', {
    authorizerType: 'JWT',
    authorizerId: new HttpAuthorizer(stack, 'Customers', {
      httpApi: api as IHttpApi,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtIssuer: 'https://login.example.com',
      jwtAudience: ['shop'],
    }).authorizerId,
  });
