import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleSources, createAirlineStages } from '../src/airline-stages.ts';
import { resolveStageSettings } from '../src/stage-settings.ts';
import { writeSplitStub } from './split-stub.ts';

/** Templates by stack id. The functions' code is a stub: what is tested here is what surrounds it. */
export function synthesizeTemplates(context: Record<string, string> = {}): ReadonlyMap<string, Template> {
  const directory = mkdtempSync(join(tmpdir(), 'unlith-infra-test-'));
  const bundles = new Map(
    bundleSources.map(({ name }) => {
      const bundle = join(directory, name);
      mkdirSync(bundle);
      writeFileSync(join(bundle, 'index.cjs'), `exports.handler = async () => '${name}';`);
      return [name, bundle];
    }),
  );
  // `.ci/run` synthesises once with the CDK's own validation; it would cost each test two seconds.
  process.env.CDK_VALIDATION = 'false';
  const app = new App({
    outdir: join(directory, 'cdk.out'),
    context: { ...context, 'aws:cdk:enable-path-metadata': 'true' },
  });
  createAirlineStages(app, resolveStageSettings(app.node), {
    bundles,
    manifest: writeSplitStub(join(directory, 'split')),
  });
  const { stacks } = app.synth();
  const templates = stacks.map(({ id, template }) => [id, Template.fromJSON(template as object)] as const);
  rmSync(directory, { recursive: true });
  return new Map(templates);
}
