import {
  Arn,
  ArnFormat,
  Aws,
  type CfnElement,
  CfnOutput,
  CfnParameter,
  Fn,
  RemovalPolicy,
  Stack,
  Token,
  Validations,
} from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const stageName = 'private';

/** Who may call a private API: roles of one account, by name, since they may not exist yet. */
export interface Callers {
  readonly account: string;
  readonly roleNames: readonly string[];
}

/**
 * A REST API for other services alone: AWS_IAM on every method, and a resource policy that names the calling roles.
 * In one account an identity policy alone would let any role in, hence the explicit deny; across accounts both sides must allow.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function createPrivateApi(scope: Construct, callers: Callers): RestApi {
  const accessLog = new LogGroup(scope, 'PrivateApiLog', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const api = new RestApi(scope, 'PrivateApi', {
    endpointTypes: [EndpointType.REGIONAL],
    cloudWatchRole: false,
    policy: createResourcePolicy(scope, callers),
    defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
    deployOptions: {
      stageName,
      throttlingRateLimit: 500,
      throttlingBurstLimit: 1000,
      loggingLevel: MethodLoggingLevel.OFF,
      accessLogDestination: new LogGroupLogDestination(accessLog),
      accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
    },
  });
  Validations.of(api).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-APIG2',
      reason: 'The functions validate their input, as in every other API of the airline',
    },
    {
      id: 'AwsSolutions::AwsSolutions-APIG3',
      reason: 'Nobody reaches it but the roles that its policy names: there is no web to firewall',
    },
    {
      id: 'AwsSolutions::AwsSolutions-COG4',
      reason: 'Its callers are roles, which sign with SigV4, and no customers',
    },
    {
      id: 'AwsSolutions::AwsSolutions-APIG6',
      reason: 'The access log tells of every request; execution logs would hold customers’ data',
    },
  );
  return api;
}

/** Adds `POST /a/{b}` for a function: a resource, an IAM-authorised method, and a permission that names both. */
export function addPrivateRoute(api: RestApi, routeKey: string, target: IFunction): void {
  const [method = '', path = ''] = routeKey.split(' ');
  api.root.resourceForPath(path).addMethod(method, new LambdaIntegration(target, { allowTestInvoke: false }));
}

/** A private API as the stacks know it whose functions call it. */
export interface PrivateApi {
  readonly stack: Stack;
  readonly api: RestApi;
  /** Under which its stack exports the API's id; undefined where only that stack itself calls it. */
  readonly exportName?: string;
}

/** A private API with its id as one calling stack knows it. */
export type CalledApi = PrivateApi & { readonly id: string };

export function exportPrivateApi(stack: Stack, api: RestApi): PrivateApi {
  const exportName = `${stack.stackName}-private-api`;
  new CfnOutput(stack, 'PrivateApiId', { value: api.restApiId, exportName });
  return { stack, api, exportName };
}

/**
 * The API's id as a stack knows it: its own, or imported from its own account; across accounts, where nothing can be imported,
 * the parameter `PrivateApiId` of the calling stack.
 */
export function resolveCalledApi(scope: Stack, called: PrivateApi): CalledApi {
  const { stack, api, exportName } = called;
  if (exportName === undefined) return { ...called, id: api.restApiId };
  if (!isElsewhere(scope, stack)) return { ...called, id: Fn.importValue(exportName) };
  const description = `Id of the private API of ${stack.stackName} in account ${stack.account}: its output PrivateApiId`;
  return { ...called, id: new CfnParameter(scope, parameterName, { description }).valueAsString };
}

const parameterName = 'PrivateApiId';
const isElsewhere = (scope: Stack, stack: Stack) =>
  !Token.isUnresolved(stack.account) && scope.account !== stack.account;

/** The API's base URL with its stage, without a trailing slash. */
export const formatPrivateUrl = (apiId: string): string =>
  `https://${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${stageName}`;

/**
 * `arn:…:execute-api:…:<account>:<api>/private/POST/internal/…`. Path parameters become `*`: IAM knows no finer resource.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export const formatPrivateRouteArn = (routeKey: string, { stack, id }: CalledApi): string =>
  Arn.format(
    {
      service: 'execute-api',
      account: stack.account,
      resource: id,
      resourceName: toInvocationPath(routeKey),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    stack,
  );

/** The findings of cdk-nag about the `*` in these routes' ARNs, by their full names. */
export function listWildcardFindings(
  scope: Stack,
  routeKeys: readonly string[],
  called: PrivateApi,
): string[] {
  const { account } = called.stack;
  return routeKeys.map(
    (routeKey) =>
      `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:${Token.isUnresolved(account) ? '<AWS::AccountId>' : account}:${nameId(scope, called)}/${toInvocationPath(routeKey)}]`,
  );
}

function nameId(scope: Stack, { stack, api, exportName }: PrivateApi): string {
  if (exportName === undefined) return `<${scope.getLogicalId(api.node.defaultChild as CfnElement)}>`;
  return isElsewhere(scope, stack) ? `<${parameterName}>` : exportName;
}

const toInvocationPath = (routeKey: string) =>
  `${stageName}/${routeKey.replace(' ', '').replaceAll(/\{[^}]+\}/g, '*')}`;

function createResourcePolicy(scope: Construct, { account, roleNames }: Callers): PolicyDocument {
  const roles = roleNames.map((roleName) =>
    Arn.format(
      { service: 'iam', region: '', account, resource: 'role', resourceName: roleName },
      Stack.of(scope),
    ),
  );
  const invoke = { actions: ['execute-api:Invoke'], resources: [`execute-api:/${stageName}/*`] };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        ...invoke,
        principals: [new AccountPrincipal(account)],
        conditions: { ArnEquals: { 'aws:PrincipalArn': roles } },
      }),
      new PolicyStatement({
        ...invoke,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles } },
      }),
    ],
  });
}
