import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type App, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, startCloud } from '../src/index.ts';
import { synthesize } from './app.ts';

const environments = {
  Near: { account: '111111111111', region: 'eu-west-1' },
  Far: { account: '222222222222', region: 'us-east-1' },
};
type Name = keyof typeof environments;
const tableArn = (name: Name) =>
  `arn:aws:dynamodb:${environments[name].region}:${environments[name].account}:table/${name}-items`;

/** Each stack lives in an account and region of its own; `Near` also has a function that reaches for the far table. */
const assembly = synthesize((app) => {
  const near = buildStack(app, 'Near');
  buildStack(app, 'Far');
  addReader(near.stack, near.api, { id: 'Trespasser', path: '/far/{id}', table: tableArn('Far') });
});

function buildStack(app: App, name: Name) {
  const stack = new Stack(app, name, { env: environments[name] });
  new TableV2(stack, 'Items', {
    tableName: `${name}-items`,
    partitionKey: { name: 'id', type: AttributeType.STRING },
  });
  const api = new HttpApi(stack, 'Api');
  addReader(stack, api, { id: 'Reader', path: '/items/{id}', table: tableArn(name) });
  return { stack, api };
}

function addReader(stack: Stack, api: HttpApi, reader: { id: string; path: string; table: string }): void {
  const handler = new LambdaFunction(stack, reader.id, {
    runtime: Runtime.NODEJS_24_X,
    code: Code.fromAsset(fileURLToPath(new URL('fixtures/store', import.meta.url))),
    handler: 'index.read',
    timeout: Duration.seconds(60),
    environment: { TABLE: reader.table },
  });
  handler.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [reader.table] }));
  const integration = new HttpLambdaIntegration(`${reader.id}Integration`, handler);
  api.addRoutes({ path: reader.path, methods: [HttpMethod.GET], integration });
}

let cloud: Cloud;
const events: CloudEvent[] = [];
beforeAll(async () => {
  cloud = await startCloud({ assembly, onEvent: (event) => events.push(event) });
});
afterAll(() => cloud?.close());

const get = (stack: Name, path: string) =>
  fetch(`${cloud.apis.find((api) => api.stack === stack)?.url}${path}`);

it('gives tables the account and region of their stack', () => {
  expect(cloud.tables.map(({ arn }) => arn).toSorted()).toEqual(
    [tableArn('Far'), tableArn('Near')].toSorted(),
  );
});

it('the administrator is at home everywhere, functions in their own account', async () => {
  const { endpoint, region, credentials } = cloud.administrator;
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  for (const name of ['Near', 'Far'] as const) {
    await documents.send(new PutCommand({ TableName: `${name}-items`, Item: { id: name } }));
    const response = await get(name, `/items/${name}`);
    expect([response.status, await response.json()]).toEqual([200, { id: name }]);
  }
});

it('a role’s own policy does not open a table of another account', async () => {
  expect((await get('Near', '/far/Far')).status).toBe(500);
  expect(events).toContainEqual(expect.objectContaining({ type: 'dynamodb.request', outcome: 'denied' }));
});
