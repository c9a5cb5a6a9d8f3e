// biome-ignore-all lint/suspicious/noTemplateCurlyInString: resources of a manifest look like this
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest, ManifestFunction } from '@unlith/splitter/manifest';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterEach } from 'vitest';
import { SplitApi, type SplitApiProps } from '../src/index.ts';

export const describeFunction = (
  name: string,
  routeKeys: readonly string[],
  own: Partial<ManifestFunction> = {},
): ManifestFunction => ({
  name,
  kind: 'extracted',
  routes: [],
  routeKeys,
  directory: `functions/${name}`,
  file: 'index.cjs',
  handler: 'index.handler',
  bytes: 1,
  gzipBytes: 1,
  modules: [],
  files: [],
  commands: [],
  environment: [],
  permissions: { possible: [], granted: [] },
  ...own,
});

const reading = (path: string) => [`GET ${path}`, `HEAD ${path}`];

/** Four routes of a shop: one by itself, two which overlap, one that stays in the lith. */
export const shop: Manifest = {
  schema: 'unlith/manifest@1',
  app: { entry: 'src/app.ts', expressVersion: '5.3.0' },
  layout: 'per-route',
  fallback: 'lith',
  functions: [
    describeFunction('lith', ['$default'], {
      kind: 'lith',
      environment: ['ITEMS_TABLE', 'NODE_ENV', 'SECRET'],
    }),
    describeFunction('get-items', reading('/items'), {
      environment: ['ITEMS_TABLE'],
      permissions: {
        possible: ['dynamodb:GetItem', 'dynamodb:Query'],
        granted: [{ actions: ['dynamodb:Query'], resource: '${ITEMS_TABLE}/index/by-name' }],
      },
    }),
    describeFunction('get-items-id', reading('/items/{id}')),
    describeFunction('post-items', ['POST /items'], { environment: ['ITEMS_TABLE', 'SECRET'] }),
  ],
  routes: [
    {
      id: 'GET /items',
      routeKeys: reading('/items'),
      function: 'get-items',
      source: 'src/app.ts:1:1',
      keptBecause: [],
    },
    {
      id: 'GET /items/popular',
      routeKeys: reading('/items/popular'),
      function: 'lith',
      source: 'src/app.ts:2:1',
      keptBecause: ['split.shared-state'],
    },
    {
      id: 'GET /items/:id',
      routeKeys: reading('/items/{id}'),
      function: 'get-items-id',
      source: 'src/app.ts:3:1',
      keptBecause: [],
    },
    {
      id: 'POST /items',
      routeKeys: ['POST /items'],
      function: 'post-items',
      source: 'src/app.ts:4:1',
      keptBecause: [],
    },
  ],
  findings: [],
  slimming: [],
};

// The CDK's validation of templates would cost each test half a second.
process.env.CDK_VALIDATION = 'false';

const directories = new Set<string>();
afterEach(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
  directories.clear();
});

/** Writes the manifest with a stub for each bundle; gives its path. */
function writeSplit(manifest: Manifest): string {
  const directory = mkdtempSync(join(tmpdir(), 'unlith-constructs-'));
  directories.add(directory);
  for (const described of manifest.functions) {
    const bundle = join(directory, described.directory);
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, described.file), `exports.handler = async () => '${described.name}';`);
  }
  const file = join(directory, 'manifest.json');
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

/** A stack `Shop` with a split API in it; `props` may use the stack. */
export function synthesize(
  manifest: Manifest,
  props: (stack: Stack) => Partial<SplitApiProps> = () => ({}),
): { stack: Stack; api: SplitApi; template: () => Template } {
  const stack = new Stack(new App(), 'Shop');
  const api = new SplitApi(stack, 'Split', { manifest: writeSplit(manifest), ...props(stack) });
  return { stack, api, template: () => Template.fromStack(stack) };
}

/** Route key -> the construct id of its target, without what names no function. */
export function listRoutes(template: Template): Record<string, string> {
  const integrations = template.findResources('AWS::ApiGatewayV2::Integration');
  const targets = new Map(
    Object.entries(integrations).map(([id, { Properties }]) => [
      id,
      Properties.IntegrationUri['Fn::GetAtt'][0],
    ]),
  );
  return Object.fromEntries(
    Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
      const [, integration] = Properties.Target['Fn::Join'][1];
      const target = String(targets.get(integration.Ref));
      return [Properties.RouteKey, target.replace(/^Split|Function[0-9A-F]{8}$|[0-9A-F]{8}$/g, '')];
    }),
  );
}
