import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll } from 'vitest';

/**
 * Synthesizes an app and returns the directory, which is gone after the test file. It lies inside the package, so
 * that functions find the SDK in its node_modules.
 */
export function synthesize(build: (app: App) => void): string {
  // Template validation takes longer than all the rest.
  process.env.CDK_VALIDATION = 'false';
  const home = fileURLToPath(new URL('../cdk.out', import.meta.url));
  mkdirSync(home, { recursive: true });
  const outdir = mkdtempSync(join(home, 'test-'));
  afterAll(() => rmSync(outdir, { recursive: true }));
  const app = new App({ outdir });
  build(app);
  return app.synth().directory;
}

const code = () => Code.fromAsset(fileURLToPath(new URL('fixtures/store', import.meta.url)));

/** Two stacks: a table, and an API before functions over it. */
export function buildStore(app: App): void {
  const data = new Stack(app, 'Data');
  const table = new TableV2(data, 'Items', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  const stack = new Stack(app, 'Store');
  const pool = new UserPool(stack, 'Customers');
  const client = pool.addClient('Browser');
  const api = new HttpApi(stack, 'Api');
  const authorizer = new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, {
    jwtAudience: [client.userPoolClientId],
  });
  const literal = new HttpJwtAuthorizer('Partner', 'https://login.example.com/', {
    jwtAudience: ['partners'],
  });
  const addFunction = (name: string) =>
    new LambdaFunction(stack, name, {
      runtime: Runtime.NODEJS_24_X,
      code: code(),
      handler: `index.${name.toLowerCase()}`,
      timeout: Duration.seconds(name === 'Slow' ? 1 : 60),
      environment: {
        TABLE: table.tableName,
        API: api.apiEndpoint,
        POOL: pool.userPoolProviderUrl,
        PARTNER: 'https://login.example.com/',
      },
    });
  const functions = Object.fromEntries(
    ['Read', 'Write', 'Echo', 'Crash', 'Slow'].map((name) => [name, addFunction(name)]),
  ) as Record<string, LambdaFunction>;
  const route = (method: HttpMethod, path: string, name: string, more: object = {}) =>
    api.addRoutes({
      path,
      methods: [method],
      integration: new HttpLambdaIntegration(`${name}Integration`, functions[name] as LambdaFunction),
      ...more,
    });
  table.grant(functions.Read as LambdaFunction, 'dynamodb:GetItem');
  table.grant(functions.Write as LambdaFunction, 'dynamodb:GetItem');
  route(HttpMethod.GET, '/items/{id}', 'Read');
  route(HttpMethod.HEAD, '/items/{id}', 'Read');
  route(HttpMethod.PUT, '/items/{id}', 'Write', { authorizer });
  route(HttpMethod.GET, '/partner', 'Echo', { authorizer: literal, authorizationScopes: ['read'] });
  route(HttpMethod.ANY, '/echo/{rest+}', 'Echo');
  route(HttpMethod.GET, '/crash', 'Crash');
  route(HttpMethod.GET, '/slow', 'Slow');
  new CfnOutput(stack, 'Endpoint', { value: api.apiEndpoint });
  new CfnOutput(stack, 'Url', { value: api.url ?? '' });
}
