import type { FunctionDescription, ServiceDescription } from '@unlith/microservices';
import { Stack, type StackProps } from 'aws-cdk-lib';
import { HttpAuthorizer, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { AirlineFunction } from '../resources/airline-function.ts';
import { addRoutes } from '../resources/route.ts';
import {
  createTables,
  resolveGrants,
  type ServiceTables,
  tableEnvironment,
} from '../resources/service-tables.ts';
import type { SplitStack } from './split-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly service: ServiceDescription;
  /** Bundle directory by function name. */
  readonly bundles: ReadonlyMap<string, string>;
  readonly split: SplitStack;
}

/** A building block: one service's table, functions, roles and routes. It deploys alone. */
export class ServiceStack extends Stack {
  readonly #props: ServiceStackProps;
  readonly #tables: ServiceTables;
  readonly #customers: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    this.#props = props;
    this.#tables = createTables(this, [props.service]);
    this.#customers = HttpAuthorizer.fromHttpAuthorizerAttributes(this, 'Customers', {
      authorizerId: props.split.authorizerId,
      authorizerType: 'JWT',
    });
    for (const description of props.service.functions) this.#addFunction(description);
  }

  #addFunction(description: FunctionDescription): void {
    const { name, routeKeys, auth, memoryMiB, timeoutSeconds, grants } = description;
    const { lambda } = new AirlineFunction(this, name, {
      bundleDirectory: `${this.#props.bundles.get(name)}`,
      description: routeKeys.join(', '),
      memoryMiB,
      timeoutSeconds,
      environment: this.#environment(description),
      grants: resolveGrants(grants, this.#tables),
    });
    addRoutes(this, routeKeys, {
      api: this.#props.split.api,
      function: lambda,
      guard: auth === 'jwt' ? this.#customers : { openBecause: 'The schedule and its free seats are public' },
    });
  }

  #environment({ name, environment }: FunctionDescription): Record<string, string> {
    const available: Record<string, string> = {
      ...tableEnvironment(this.#tables, (variable) => environment.includes(variable)),
      ...(environment.includes('FLIGHTS_API_URL') && { FLIGHTS_API_URL: this.#props.split.api.apiEndpoint }),
    };
    const missing = environment.filter((variable) => !(variable in available));
    if (missing.length > 0) throw new Error(`${name} reads ${missing.join(', ')}, which no stack provides`);
    return available;
  }
}
