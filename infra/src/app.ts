import { App } from 'aws-cdk-lib';
import { createAirlineStages } from './airline-stages.ts';
import { resolveStageSettings } from './stage-settings.ts';

/** Entry of the CDK app: `cdk deploy`, `cdk synth` and `pnpm synth` all run this file. */
const app = new App({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out' });
await createAirlineStages(app, resolveStageSettings(app.node));
app.synth();
