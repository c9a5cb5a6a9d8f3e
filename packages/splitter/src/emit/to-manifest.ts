import { posix } from 'node:path';
import { bundleName } from '../bundle/build-options.ts';
import type { BundledSplit } from '../bundle/bundle-functions.ts';
import type { FunctionBundle } from '../bundle/function-bundle.ts';
import { placeOf } from '../bundle/place.ts';
import type { Manifest, ManifestCommand, ManifestFunction } from '../manifest/manifest.ts';
import type { Evidence } from '../permissions/evidence.ts';
import { grantPermissions } from '../permissions/grant-permissions.ts';
import { listCommands } from '../permissions/list-commands.ts';
import type { SplitPlan } from '../split-plan.ts';

/** All that a manifest is made of. */
export interface Split extends BundledSplit {
  readonly plan: SplitPlan;
  readonly evidence: Evidence | undefined;
}

export function toManifest({ plan, bundles, slimming, findings, evidence }: Split): Manifest {
  const [fallback, ...extracted] = bundles.map(toFunction);
  if (!fallback) throw new Error('A plan has its fallback first.');
  const manifest: Manifest = {
    schema: 'unlith/manifest@1',
    app: { entry: placeOf(plan.app.root, plan.app.entry), expressVersion: plan.app.expressVersion },
    layout: plan.layout,
    functions: [fallback, ...extracted.sort((a, b) => (a.name < b.name ? -1 : 1))],
    fallback: fallback.name,
    routes: plan.routes,
    findings: [...plan.findings, ...findings],
    slimming,
  };
  return evidence ? grantPermissions(manifest, evidence) : manifest;
}

function toFunction(bundle: FunctionBundle): ManifestFunction {
  const { name, kind, routes, routeKeys, environment } = bundle.planned;
  const commands = listCommands(bundle.modules);
  return {
    name,
    kind,
    routes,
    routeKeys,
    directory: posix.join('functions', name),
    file: bundle.file,
    handler: `${bundleName}.handler`,
    bytes: bundle.bytes,
    gzipBytes: bundle.gzipBytes,
    modules: bundle.modules,
    files: bundle.files,
    commands,
    environment,
    permissions: { possible: listPossible(commands), granted: [] },
  };
}

const listPossible = (commands: readonly ManifestCommand[]): string[] =>
  [...new Set(commands.flatMap(({ actions }) => actions))].sort();
