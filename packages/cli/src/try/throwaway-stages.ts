import { SplitApi } from '@unlith/constructs';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnTable, type CfnTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';

/** Tables by the environment variable that names them, as CloudFormation has them: each stage gets its own. */
export type TableDefinitions = Readonly<Record<string, CfnTableProps>>;

/** A stack with an API of its own, and tables of its own. */
export interface ThrowawayStage {
  readonly name: string;
  /** Path of a manifest; the bundles lie beside it. */
  readonly manifest: string;
  /** `lith` leaves every route there. */
  readonly serves: 'lith' | 'split';
  /** What functions may do with the tables: everything, or what the manifest grants. */
  readonly may: 'everything' | 'granted';
}

/** What all stages of a trial have in common. */
export interface ThrowawayApp {
  readonly env: Readonly<Record<string, string>>;
  readonly tables: TableDefinitions;
}

/** Writes an assembly with the stages, and returns its directory. Nobody deploys it. */
export function synthesizeStages(
  stages: readonly ThrowawayStage[],
  tried: ThrowawayApp,
  outDirectory: string,
): string {
  // The CDK's own template validation takes longer than all the rest, and is of no use here.
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ outdir: outDirectory, analyticsReporting: false });
  for (const stage of stages) addStage(app, stage, tried);
  return app.synth().directory;
}

/** The longest that API Gateway waits for. */
const timeout = Duration.seconds(29);

function addStage(
  app: App,
  { name, manifest, serves, may }: ThrowawayStage,
  { env, tables }: ThrowawayApp,
): void {
  const stack = new Stack(app, name);
  const created = Object.entries(tables).map(([variable, props]) => {
    const table = new CfnTable(stack, variable, { billingMode: 'PAY_PER_REQUEST', ...props });
    return [variable, { tableName: table.ref, tableArn: table.attrArn }] as const;
  });
  const api = new SplitApi(stack, 'App', {
    manifest,
    environment: env,
    tables: Object.fromEntries(created),
    functionProps: { timeout, memorySize: 1024 },
    ...(serves === 'lith' && { placements: {} }),
  });
  if (may === 'granted') return;
  for (const [, { tableArn }] of created) {
    Grant.addToPrincipal({
      grantee: api,
      actions: ['dynamodb:*'],
      resourceArns: [tableArn, `${tableArn}/index/*`],
    });
  }
}
