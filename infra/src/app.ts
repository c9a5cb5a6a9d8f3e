import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleSources, createAirlineStages, lithEntry } from './airline-stages.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { splitLith } from './split-lith.ts';
import { resolveStageSettings } from './stage-settings.ts';

/** Entry of the CDK app: `cdk deploy`, `cdk synth` and `pnpm synth` all run this file. */
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  context: {
    // As the CDK CLI does, so that every resource names its construct whoever runs this file.
    'aws:cdk:enable-path-metadata': true,
    // A service's stack imports the API's id: CloudFormation then refuses to remove what others still use.
    '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  },
});
const settings = resolveStageSettings(app.node);
// The assembly copies the bundles, so two synths at once do not meet.
const bundleDirectory = await mkdtemp(join(tmpdir(), 'unlith-bundles-'));
try {
  const [bundles, manifest] = await Promise.all([
    bundleFunctions(bundleSources, bundleDirectory),
    splitLith(lithEntry, join(bundleDirectory, 'split'), settings),
  ]);
  createAirlineStages(app, settings, { bundles, manifest });
  app.synth();
} finally {
  await rm(bundleDirectory, { recursive: true, force: true });
}
