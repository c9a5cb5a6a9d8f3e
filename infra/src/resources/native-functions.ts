import type { FunctionDescription } from '@unlith/microservices';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IEventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { AirlineFunction } from './airline-function.ts';
import {
  addPrivateRoute,
  type CalledApi,
  formatPrivateRouteArn,
  formatPrivateUrl,
  listWildcardFindings,
} from './private-api.ts';
import { resolveGrants, type ServiceTables, tableEnvironment } from './service-tables.ts';
import { Subscription } from './subscription.ts';

/** What native functions stand among: where their code is, what they may find, and what may find them. */
export interface Surroundings {
  readonly stack: Stack;
  /** Bundle directory by function name. */
  readonly bundles: ReadonlyMap<string, string>;
  readonly tables: ServiceTables;
  /** Answers for flights. */
  readonly api: HttpApi;
  /** Roles that others must name are called after it. */
  readonly stageName: string;
  /** There when some function listens to events. */
  readonly bus: IEventBus | undefined;
  /** There when some function has private routes. */
  readonly privateApi: RestApi | undefined;
  /** The private API that functions call, if any does. */
  readonly calledApi: CalledApi | undefined;
}

/** Creates a described function with its role, and whatever invokes it except for public routes. */
export function createNativeFunction(
  description: FunctionDescription,
  surroundings: Surroundings,
): AirlineFunction {
  const { name, memoryMiB, timeoutSeconds, grants, calls = [] } = description;
  const { stack, bundles, tables, stageName } = surroundings;
  const created = new AirlineFunction(stack, name, {
    bundleDirectory: `${bundles.get(name)}`,
    description: describeTriggers(description),
    memoryMiB,
    timeoutSeconds,
    environment: resolveEnvironment(description, surroundings),
    grants: resolveGrants(grants, tables),
    roleName: calls.length > 0 ? toRoleName(stageName, name) : undefined,
  });
  addTriggers(description, created, surroundings);
  if (surroundings.calledApi) allowCalls(calls, created.role, surroundings.calledApi);
  return created;
}

/** Role names of those functions that call others' private routes. */
export const listCallerRoles = (stageName: string, functions: readonly FunctionDescription[]): string[] =>
  functions.filter(({ calls = [] }) => calls.length > 0).map(({ name }) => toRoleName(stageName, name));

const toRoleName = (stageName: string, functionName: string) => `${stageName}-${functionName}`;

function resolveEnvironment(
  { name, environment }: FunctionDescription,
  { tables, api, calledApi }: Surroundings,
): Record<string, string> {
  const available: Record<string, string> = {
    ...tableEnvironment(tables, (variable) => environment.includes(variable)),
    ...(environment.includes('FLIGHTS_API_URL') && { FLIGHTS_API_URL: api.apiEndpoint }),
    ...(environment.includes('LOYALTY_API_URL') &&
      calledApi && { LOYALTY_API_URL: formatPrivateUrl(calledApi.id) }),
  };
  const missing = environment.filter((variable) => !(variable in available));
  if (missing.length > 0) throw new Error(`${name} reads ${missing.join(', ')}, which no stack provides`);
  return available;
}

function allowCalls(routeKeys: readonly string[], role: Role, called: CalledApi): void {
  if (routeKeys.length === 0) return;
  const resources = routeKeys.map((routeKey) => formatPrivateRouteArn(routeKey, called));
  role.addToPolicy(new PolicyStatement({ actions: ['execute-api:Invoke'], resources }));
  const reason = 'The customer is a segment of the path, and IAM knows no finer resource than a * there';
  const findings = listWildcardFindings(Stack.of(role), routeKeys, called);
  Validations.of(role).acknowledge(...findings.map((id) => ({ id, reason })));
}

/** Whatever invokes the function besides public routes: private routes, events, the clock. */
function addTriggers(
  { name, privateRouteKeys = [], consumes, schedule, timeoutSeconds }: FunctionDescription,
  { lambda, role }: AirlineFunction,
  { stack, privateApi, bus }: Surroundings,
): void {
  for (const routeKey of privateRouteKeys) addPrivateRoute(privateApi as RestApi, routeKey, lambda);
  if (consumes) {
    new Subscription(stack, `${name}-subscription`, {
      bus: bus as IEventBus,
      event: consumes,
      consumer: lambda,
      consumerRole: role,
      consumerTimeout: Duration.seconds(timeoutSeconds),
    });
  }
  if (schedule) {
    new Rule(stack, `${name}-schedule`, {
      schedule: Schedule.expression(schedule),
      targets: [new LambdaFunction(lambda)],
    });
  }
}

const describeTriggers = ({
  routeKeys,
  privateRouteKeys = [],
  consumes,
  schedule,
}: FunctionDescription): string =>
  [...routeKeys, ...privateRouteKeys, consumes?.detailType, schedule].filter(Boolean).join(', ');
