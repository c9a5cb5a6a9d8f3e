import { SplitApi } from '@unlith/constructs';
import type { ServiceDescription } from '@unlith/microservices';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { toStatement } from '../resources/airline-function.ts';
import { createHttpApi } from '../resources/http-api.ts';
import { guardsItself, type LithSplit, toSplitProps } from '../resources/lith-split.ts';
import { acknowledgeOpen } from '../resources/route.ts';
import { createTables, resolveGrants, uniteGrants } from '../resources/service-tables.ts';
import { addSweep } from '../resources/sweep.ts';
import type { StageSettings } from '../stage-settings.ts';

export interface ExtractedStackProps
  extends StackProps,
    Omit<LithSplit, 'tables'>,
    Pick<StageSettings, 'throttle' | 'isRecording'> {
  readonly services: readonly ServiceDescription[];
  /** Bundle of the lith's scheduled task. */
  readonly sweepDirectory: string;
}

/** The lith split by machine: the same code, one function a route, each with a role of its own. */
export class ExtractedStack extends Stack {
  constructor(scope: Construct, id: string, props: ExtractedStackProps) {
    super(scope, id, props);
    const { services, identity } = props;
    const tables = createTables(this, services);
    const api = createHttpApi(this, props.throttle);
    const split = new SplitApi(this, 'Routes', { ...toSplitProps({ ...props, tables }), api });
    acknowledgeOpen(split.routes.values(), guardsItself);
    addSweep(this, { bundleDirectory: props.sweepDirectory, services, tables, identity });
    if (props.isRecording) {
      const grants = services.flatMap(({ functions }) => functions).flatMap((each) => each.grants);
      for (const { table, index, actions } of resolveGrants(uniteGrants(grants), tables)) {
        for (const each of split.functions.values())
          each.addToRolePolicy(toStatement({ table, index, actions }));
      }
    }
    new CfnOutput(this, 'Url', { value: api.apiEndpoint });
  }
}
