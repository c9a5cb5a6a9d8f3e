import type { ServiceDescription } from '@unlith/microservices';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { useCustomersAuthorizer } from '../resources/customers-authorizer.ts';
import { createNativeFunction } from '../resources/native-functions.ts';
import {
  type CalledApi,
  type Callers,
  createPrivateApi,
  exportPrivateApi,
  type PrivateApi,
  resolveCalledApi,
} from '../resources/private-api.ts';
import { publish } from '../resources/publication.ts';
import { addRoutes } from '../resources/route.ts';
import { createTables, type ServiceTables } from '../resources/service-tables.ts';
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
  readonly tables: ServiceTables;
  /** There when the service has private routes. */
  readonly privateApi: PrivateApi | undefined;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { service, split } = props;
    this.tables = createTables(this, [service]);
    const restApi = this.#createPrivateApi(props);
    this.privateApi = restApi && exportPrivateApi(this, restApi);
    this.#addFunctions(props, restApi);
    publish(this, service, { tables: this.tables, bus: split.bus });
  }

  #createPrivateApi({ service, callers }: ServiceStackProps): RestApi | undefined {
    const hasRoutes = service.functions.some(({ privateRouteKeys = [] }) => privateRouteKeys.length > 0);
    return hasRoutes ? createPrivateApi(this, callers) : undefined;
  }

  #addFunctions({ service, bundles, split, calls }: ServiceStackProps, privateApi?: RestApi): void {
    const { api, bus } = split;
    const customers = useCustomersAuthorizer(this, split.authorizerId);
    const calledApi = this.#resolveCalledApi(service, calls);
    const surroundings = { stack: this, bundles, tables: this.tables, api, bus, privateApi, calledApi };
    for (const description of service.functions) {
      const { lambda } = createNativeFunction(description, { ...surroundings, stageName: split.stackName });
      const guard =
        description.auth === 'jwt' ? customers : { openBecause: 'What flies when, and how full, is public' };
      addRoutes(this, description.routeKeys, { api, function: lambda, guard });
    }
  }

  #resolveCalledApi(service: ServiceDescription, api: PrivateApi | undefined): CalledApi | undefined {
    if (!api || service.functions.every(({ calls = [] }) => calls.length === 0)) return undefined;
    this.addStackDependency(api.stack);
    return resolveCalledApi(this, api);
  }
}
