import { fileURLToPath } from 'node:url';
import { type App, Duration, Fn, Stack } from 'aws-cdk-lib';
import { AuthorizationType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import {
  ArnPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

const [callersAccount, ownAccount, region] = ['111111111111', '222222222222', 'eu-west-1'];
const code = () => Code.fromAsset(fileURLToPath(new URL('../../fixtures/neighbours', import.meta.url)));
const invoke = { actions: ['execute-api:Invoke'] };

/**
 * Stack `Private` has a REST API for one role of another account. Its callers, each behind a route of its own: the
 * role that is named, one that is not, one that is named but has no policy of its own, one of the API's own account.
 */
export function buildNeighbours(app: App): void {
  const own = new Stack(app, 'Private', { env: { account: ownAccount, region } });
  const api = buildPrivateApi(own);
  own.exportValue(api.restApiId, { name: 'private-api' });
  const apiId = Fn.importValue('private-api');
  const callers = new Stack(app, 'Callers', { env: { account: callersAccount, region } });
  callers.addStackDependency(own);
  const grants = [
    new PolicyStatement({
      ...invoke,
      resources: [`arn:aws:execute-api:${region}:${ownAccount}:${apiId}/live/POST/internal/*/debits`],
    }),
  ];
  const url = `https://${apiId}.execute-api.${region}.amazonaws.com/live`;
  addCallers(callers, url, { named: grants, stranger: grants, penniless: [] });
  addCallers(own, url, { insider: grants });
}

function buildPrivateApi(stack: Stack): RestApi {
  const roles = ['named', 'penniless'].map(
    (name) => new ArnPrincipal(`arn:aws:iam::${callersAccount}:role/${name}`),
  );
  const api = new RestApi(stack, 'Api', {
    deployOptions: { stageName: 'live', variables: { colour: 'blue' } },
    defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
    policy: new PolicyDocument({
      statements: [
        new PolicyStatement({ ...invoke, principals: roles, resources: ['execute-api:/live/*'] }),
        new PolicyStatement({
          ...invoke,
          effect: Effect.DENY,
          principals: roles,
          resources: ['execute-api:/live/POST/internal/forbidden/*'],
        }),
      ],
    }),
  });
  const add = (path: string, handler: string) => {
    const target = new LambdaFunction(stack, handler, {
      runtime: Runtime.NODEJS_24_X,
      code: code(),
      handler: `index.${handler}`,
      timeout: Duration.seconds(60),
    });
    const integration = new LambdaIntegration(target, {
      allowTestInvoke: false,
      timeout: Duration.seconds(handler === 'slow' ? 1 : 29),
    });
    api.root.resourceForPath(path).addMethod('POST', integration);
  };
  add('/internal/{customerId}/debits', 'answer');
  add('/internal/malformed/debits', 'malformed');
  add('/internal/fails/debits', 'fails');
  add('/internal/slow/debits', 'slow');
  return api;
}

function addCallers(stack: Stack, url: string, grants: Readonly<Record<string, PolicyStatement[]>>): void {
  const api = new HttpApi(stack, 'Door');
  for (const [name, statements] of Object.entries(grants)) {
    const role = new Role(stack, `${name}Role`, {
      roleName: name,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    for (const statement of statements) role.addToPolicy(statement);
    const handler = new LambdaFunction(stack, name, {
      runtime: Runtime.NODEJS_24_X,
      code: code(),
      handler: 'index.call',
      role,
      timeout: Duration.seconds(60),
      environment: { PRIVATE_API: url },
    });
    api.addRoutes({
      path: `/${name}`,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration(`${name}Integration`, handler),
    });
  }
}
