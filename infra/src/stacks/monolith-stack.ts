import type { ServiceDescription } from '@unlith/microservices';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { AirlineFunction } from '../resources/airline-function.ts';
import { createHttpApi } from '../resources/http-api.ts';
import { guardsItself, lithEnvironment } from '../resources/lith-split.ts';
import { addRoutes } from '../resources/route.ts';
import { createTables, resolveGrants, tableEnvironment, uniteGrants } from '../resources/service-tables.ts';
import type { StageSettings } from '../stage-settings.ts';
import type { Identity } from './identity-stack.ts';

export interface MonolithStackProps extends StackProps {
  readonly services: readonly ServiceDescription[];
  readonly bundleDirectory: string;
  readonly identity: Identity;
  readonly throttle: StageSettings['throttle'];
}

/** The lith: one function behind `$default`, all tables, and a role that may do all that any route needs. */
export class MonolithStack extends Stack {
  constructor(scope: Construct, id: string, props: MonolithStackProps) {
    super(scope, id, props);
    const tables = createTables(this, props.services);
    const functions = props.services.flatMap((service) => service.functions);
    const schedules = functions.flatMap(({ schedule }) => schedule ?? []);
    const lith = new AirlineFunction(this, 'Lith', {
      bundleDirectory: props.bundleDirectory,
      description: 'The whole airline: Express 5 with its own router, door and views',
      memoryMiB: 1024,
      timeoutSeconds: 15,
      environment: {
        ...lithEnvironment(props.identity),
        ...tableEnvironment(tables, () => true),
      },
      grants: resolveGrants(uniteGrants(functions.flatMap(({ grants }) => grants)), tables),
    });
    const api = createHttpApi(this, props.throttle);
    addRoutes(this, ['$default'], {
      api,
      function: lith.lambda,
      guard: { openBecause: guardsItself },
    });
    // The lith takes a schedule as one more event: payments whose caller died are given back (docs/decisions/0005).
    for (const schedule of new Set(schedules)) {
      new Rule(this, 'Schedule', {
        schedule: Schedule.expression(schedule),
        targets: [new LambdaFunction(lith.lambda)],
      });
    }
    new CfnOutput(this, 'Url', { value: api.apiEndpoint });
  }
}
