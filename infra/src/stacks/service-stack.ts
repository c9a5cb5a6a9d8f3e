import type { FunctionDescription, ServiceDescription } from '@unlith/microservices';
import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IEventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AirlineFunction } from '../resources/airline-function.ts';
import {
  addPrivateRoute,
  type Callers,
  createPrivateApi,
  exportPrivateApi,
  formatPrivateRouteArn,
  formatPrivateUrl,
  listWildcardFindings,
  type PrivateApi,
  resolveApiId,
} from '../resources/private-api.ts';
import { Publication } from '../resources/publication.ts';
import { addRoutes } from '../resources/route.ts';
import {
  createTables,
  resolveGrants,
  type ServiceTables,
  tableEnvironment,
} from '../resources/service-tables.ts';
import { Subscription } from '../resources/subscription.ts';
import type { SplitStack } from './split-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly service: ServiceDescription;
  /** Bundle directory by function name. */
  readonly bundles: ReadonlyMap<string, string>;
  readonly split: SplitStack;
  /** Who calls this service's private routes. */
  readonly callers: Callers;
  /** The private API that this service's functions call. */
  readonly calls?: PrivateApi | undefined;
}

/** A building block: one service's tables, functions, roles, routes and events. It deploys alone. */
export class ServiceStack extends Stack {
  /** There when the service has private routes. */
  readonly privateApi: PrivateApi | undefined;
  readonly #props: ServiceStackProps;
  readonly #tables: ServiceTables;
  readonly #customers: IHttpRouteAuthorizer;
  readonly #restApi: RestApi | undefined;
  /** Of the private API that functions of this service call, if any does. */
  readonly #calledApiId: string | undefined;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { service, split, callers } = props;
    this.#props = props;
    this.#tables = createTables(this, [service]);
    this.#customers = HttpAuthorizer.fromHttpAuthorizerAttributes(this, 'Customers', {
      authorizerId: split.authorizerId,
      authorizerType: 'JWT',
    });
    if (service.functions.some(({ privateRouteKeys = [] }) => privateRouteKeys.length > 0)) {
      this.#restApi = createPrivateApi(this, callers);
      this.privateApi = exportPrivateApi(this, this.#restApi);
    }
    if (props.calls && service.functions.some(({ calls = [] }) => calls.length > 0)) {
      this.addStackDependency(props.calls.stack);
      this.#calledApiId = resolveApiId(this, props.calls);
    }
    for (const description of service.functions) this.#addFunction(description);
    this.#addPublication();
  }

  #addFunction(description: FunctionDescription): void {
    const { name, memoryMiB, timeoutSeconds, grants, calls = [] } = description;
    const airlineFunction = new AirlineFunction(this, name, {
      bundleDirectory: `${this.#props.bundles.get(name)}`,
      description: describeTriggers(description),
      memoryMiB,
      timeoutSeconds,
      environment: this.#environment(description),
      grants: resolveGrants(grants, this.#tables),
      roleName: calls.length > 0 ? toRoleName(this.#props.split, name) : undefined,
    });
    this.#addTriggers(description, airlineFunction);
    this.#allowCalls(calls, airlineFunction.role);
  }

  #allowCalls(routeKeys: readonly string[], role: Role): void {
    const { calls: api } = this.#props;
    const apiId = this.#calledApiId;
    if (routeKeys.length === 0 || !api || apiId === undefined) return;
    const resources = routeKeys.map((routeKey) => formatPrivateRouteArn(routeKey, apiId, api));
    role.addToPolicy(new PolicyStatement({ actions: ['execute-api:Invoke'], resources }));
    const reason = 'The customer is a segment of the path, and IAM knows no finer resource than a * there';
    Validations.of(role).acknowledge(
      ...listWildcardFindings(this, routeKeys, api).map((id) => ({ id, reason })),
    );
  }

  /** Whatever invokes the function: routes, private routes, events, the clock. */
  #addTriggers(description: FunctionDescription, { lambda, role }: AirlineFunction): void {
    const { name, routeKeys, privateRouteKeys = [], auth, consumes, schedule, timeoutSeconds } = description;
    const { api, bus } = this.#props.split;
    const guard =
      auth === 'jwt' ? this.#customers : { openBecause: 'What flies when, and how full, is public' };
    addRoutes(this, routeKeys, { api, function: lambda, guard });
    for (const routeKey of privateRouteKeys) addPrivateRoute(this.#restApi as RestApi, routeKey, lambda);
    if (consumes) {
      const consumerTimeout = Duration.seconds(timeoutSeconds);
      new Subscription(this, `${name}-subscription`, {
        bus: bus as IEventBus,
        event: consumes,
        consumer: lambda,
        consumerRole: role,
        consumerTimeout,
      });
    }
    if (schedule) {
      new Rule(this, `${name}-schedule`, {
        schedule: Schedule.expression(schedule),
        targets: [new LambdaFunction(lambda)],
      });
    }
  }

  #addPublication(): void {
    const { service, split } = this.#props;
    if (!service.publishes) return;
    const table = this.#tables.get(service.publishes.table)?.table;
    if (!table)
      throw new Error(
        `${service.name} publishes the table ${service.publishes.table}, which it does not own`,
      );
    new Publication(this, 'Publication', {
      description: service.publishes,
      table,
      bus: split.bus as IEventBus,
    });
  }

  #environment({ name, environment }: FunctionDescription): Record<string, string> {
    const { split } = this.#props;
    const available: Record<string, string> = {
      ...tableEnvironment(this.#tables, (variable) => environment.includes(variable)),
      ...(environment.includes('FLIGHTS_API_URL') && { FLIGHTS_API_URL: split.api.apiEndpoint }),
      ...(environment.includes('LOYALTY_API_URL') &&
        this.#calledApiId !== undefined && {
          LOYALTY_API_URL: formatPrivateUrl(this.#calledApiId),
        }),
    };
    const missing = environment.filter((variable) => !(variable in available));
    if (missing.length > 0) throw new Error(`${name} reads ${missing.join(', ')}, which no stack provides`);
    return available;
  }
}

/** Role names of a service's functions that call others' private routes. */
export const listCallerRoles = (split: Stack, { functions }: ServiceDescription): string[] =>
  functions.filter(({ calls = [] }) => calls.length > 0).map(({ name }) => toRoleName(split, name));

const toRoleName = (split: Stack, functionName: string) => `${split.stackName}-${functionName}`;

const describeTriggers = ({
  routeKeys,
  privateRouteKeys = [],
  consumes,
  schedule,
}: FunctionDescription): string =>
  [...routeKeys, ...privateRouteKeys, consumes?.detailType, schedule].filter(Boolean).join(', ');
