import { type NativeRoute, SplitApi } from '@unlith/constructs';
import type { FunctionDescription, ServiceDescription } from '@unlith/microservices';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Placement } from '../placement.ts';
import { planNatives } from '../plan-natives.ts';
import { createCustomersAuthorizer, useCustomersAuthorizer } from '../resources/customers-authorizer.ts';
import { createHttpApi } from '../resources/http-api.ts';
import { guardsItself, type LithSplit, toSplitProps } from '../resources/lith-split.ts';
import { createNativeFunction, listCallerRoles, type Surroundings } from '../resources/native-functions.ts';
import { createPrivateApi, resolveCalledApi } from '../resources/private-api.ts';
import { publish } from '../resources/publication.ts';
import { acknowledgeOpen } from '../resources/route.ts';
import { createTables } from '../resources/service-tables.ts';
import { addSweep } from '../resources/sweep.ts';
import type { StageSettings } from '../stage-settings.ts';

export interface StranglerStackProps
  extends StackProps,
    Omit<LithSplit, 'tables'>,
    Pick<StageSettings, 'throttle' | 'placement'> {
  readonly services: readonly ServiceDescription[];
  /** Bundle directory by name of the native function. */
  readonly bundles: ReadonlyMap<string, string>;
  /** Bundle of the lith's scheduled task. */
  readonly sweepDirectory: string;
}

/**
 * One API and one set of tables, behind which the lith, functions extracted from it and native ones answer, route by route as the
 * placement says. What native functions need besides (loyalty's private API, the events of bookings) is there when they are.
 */
export class StranglerStack extends Stack {
  constructor(scope: Construct, id: string, props: StranglerStackProps) {
    super(scope, id, props);
    const { services, placement, identity } = props;
    const tables = createTables(this, services);
    const api = createHttpApi(this, props.throttle);
    const natives = this.#createNatives({ ...props, tables, api });
    const split = new SplitApi(this, 'Routes', {
      ...toSplitProps({ ...props, tables }),
      api,
      placements: toPlacements(placement, natives),
    });
    acknowledgeOpen(split.routes.values(), guardsItself);
    addSweep(this, { bundleDirectory: props.sweepDirectory, services, tables, identity });
    new CfnOutput(this, 'Url', { value: api.apiEndpoint });
  }

  /** The native functions of the placement with all that they need; who serves each native route. */
  #createNatives(
    props: StranglerStackProps & Pick<Surroundings, 'tables' | 'api'>,
  ): Map<string, NativeRoute> {
    const { services, placement, bundles, tables, api, identity } = props;
    const { byRouteKey, functions, publishers } = planNatives(services, placement);
    const bus = publishers.length > 0 ? (new EventBus(this, 'Events') as IEventBus) : undefined;
    const privateApi = this.#createPrivateApi(functions);
    const calledApi = privateApi && resolveCalledApi(this, { stack: this, api: privateApi });
    const around = { bundles, tables, api, bus, privateApi, calledApi };
    const surroundings = { ...around, stack: this, stageName: this.stackName };
    const created = new Map(functions.map((each) => [each, createNativeFunction(each, surroundings).lambda]));
    if (bus) for (const service of publishers) publish(this, service, { tables, bus });
    const isGuarded = ({ auth }: FunctionDescription) => auth === 'jwt';
    const customers = [...byRouteKey.values()].some(isGuarded)
      ? useCustomersAuthorizer(this, createCustomersAuthorizer(this, api, identity))
      : undefined;
    return new Map(
      [...byRouteKey].map(([routeKey, description]) => [
        routeKey,
        {
          function: created.get(description) as IFunction,
          ...(customers && isGuarded(description) && { authorizer: customers }),
        },
      ]),
    );
  }

  #createPrivateApi(functions: readonly FunctionDescription[]): RestApi | undefined {
    const hasRoutes = functions.some(({ privateRouteKeys = [] }) => privateRouteKeys.length > 0);
    const roleNames = listCallerRoles(this.stackName, functions);
    return hasRoutes ? createPrivateApi(this, { account: this.account, roleNames }) : undefined;
  }
}

const toPlacements = (placement: Placement, natives: ReadonlyMap<string, NativeRoute>) =>
  Object.fromEntries(
    Object.entries(placement).map(([routeKey, place]) => [
      routeKey,
      place === 'native' ? (natives.get(routeKey) as NativeRoute) : place,
    ]),
  );
