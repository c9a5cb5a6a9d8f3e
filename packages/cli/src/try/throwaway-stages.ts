import { join } from 'node:path';
import { SplitApi } from '@unlith/constructs';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnTable, type CfnTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';

/** The stages that are tried: the lith twice, once to learn how it differs from itself, and the split. */
export const stageNames = { baseline: 'Lith', calibration: 'LithAgain', candidate: 'Split' } as const;

/** Tables by the environment variable that names them, as CloudFormation has them: each stage gets its own. */
export type TableDefinitions = Readonly<Record<string, CfnTableProps>>;

export interface ThrowawayStages {
  /** Directory of `manifest.json`. */
  readonly split: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tables: TableDefinitions;
}

/** The longest that API Gateway waits for. */
const timeout = Duration.seconds(29);

/** Writes an assembly with the three stages, and returns its directory. Nobody deploys it. */
export function synthesizeStages(stages: ThrowawayStages, outDirectory: string): string {
  // The CDK's own template validation takes longer than all the rest, and is of no use here.
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ outdir: outDirectory, analyticsReporting: false });
  addStage(app, stageNames.baseline, { ...stages, placements: {} });
  addStage(app, stageNames.calibration, { ...stages, placements: {} });
  addStage(app, stageNames.candidate, stages);
  return app.synth().directory;
}

interface Stage extends ThrowawayStages {
  /** `{}` leaves every route in the lith. */
  readonly placements?: Readonly<Record<string, never>>;
}

function addStage(app: App, name: string, { split, env, tables, placements }: Stage): void {
  const stack = new Stack(app, name);
  const created = Object.entries(tables).map(([variable, props]) => {
    const { ref: tableName, attrArn: tableArn } = new CfnTable(stack, variable, {
      billingMode: 'PAY_PER_REQUEST',
      ...props,
    });
    return [variable, { tableName, tableArn }] as const;
  });
  const api = new SplitApi(stack, 'App', {
    manifest: join(split, 'manifest.json'),
    environment: env,
    tables: Object.fromEntries(created),
    functionProps: { timeout, memorySize: 1024 },
    ...(placements && { placements }),
  });
  for (const [, { tableArn }] of created) {
    Grant.addToPrincipal({
      grantee: api,
      actions: ['dynamodb:*'],
      resourceArns: [tableArn, `${tableArn}/index/*`],
    });
  }
}
