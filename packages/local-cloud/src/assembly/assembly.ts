import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CloudError } from '../cloud-error.ts';
import { localEnvironment, type StackIdentity } from '../services/service.ts';
import type { Template } from '../template/template.ts';
import type { AssetManifest, Manifest, MetadataEntry, StackArtifact } from './manifest.ts';

/** A synthesized stack, read completely. */
export interface AssembledStack extends StackIdentity {
  readonly template: Template;
  /** Ids of the stacks that must be there before this one, not transitive. */
  readonly dependencies: readonly string[];
  constructPath(logicalId: string): string;
  /** Directory of the file asset which the template names by its S3 key; `undefined` where there is none. */
  findAsset(objectKey: string): string | undefined;
}

/**
 * Reads the stacks of a cloud assembly (`cdk.out`) in the order of its manifest, those of CDK stages included.
 *
 * @throws {CloudError} `assembly.unreadable` for a file that is not there or not whole.
 */
export function readAssembly(directory: string): AssembledStack[] {
  const manifest = readManifest(directory);
  const artifacts = Object.entries(manifest.artifacts ?? {});
  const stackIds = new Set(artifacts.filter(([, { type }]) => type === stackType).map(([id]) => id));
  return artifacts.flatMap(([id, artifact]) => {
    const nested = artifact.type === 'cdk:cloud-assembly' && artifact.properties?.directoryName;
    if (nested) return readAssembly(join(directory, nested));
    return artifact.type === stackType ? [readStack({ directory, id, artifact, stackIds })] : [];
  });
}

const stackType = 'aws:cloudformation:stack';

interface StackSource {
  readonly directory: string;
  readonly id: string;
  readonly artifact: StackArtifact;
  readonly stackIds: ReadonlySet<string>;
}

function readStack({ directory, id, artifact, stackIds }: StackSource): AssembledStack {
  const properties = artifact.properties ?? {};
  const template = readJson<Template>(directory, properties.templateFile ?? `${id}.template.json`);
  const constructPaths = readConstructPaths(directory, artifact, template);
  const assets = readAssets(directory, id);
  return {
    id,
    name: properties.stackName ?? id,
    ...parseEnvironment(artifact.environment ?? ''),
    template,
    dependencies: (artifact.dependencies ?? []).filter((dependency) => stackIds.has(dependency)),
    constructPath: (logicalId) => constructPaths.get(logicalId) ?? `${id}/${logicalId}`,
    findAsset: (objectKey) => [assets.get(objectKey) ?? ''].find(isDirectory),
  };
}

/** `aws://123456789012/eu-west-1`; agnostic stacks say `unknown-account` and `unknown-region`. */
function parseEnvironment(environment: string): { account: string; region: string } {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    account: /^\d{12}$/.test(account) ? account : localEnvironment.account,
    region: region === '' || region === 'unknown-region' ? localEnvironment.region : region,
  };
}

/** The CDK writes paths as metadata of the artifact, and into the template only when the CLI asks for it. */
function readConstructPaths(
  directory: string,
  artifact: StackArtifact,
  template: Template,
): Map<string, string> {
  const metadata: Record<string, readonly MetadataEntry[]> = {
    ...artifact.metadata,
    ...(artifact.additionalMetadataFile ? readJson(directory, artifact.additionalMetadataFile) : {}),
  };
  const fromArtifact = Object.entries(metadata).flatMap(([path, entries]) =>
    entries
      .filter(({ type }) => type === 'aws:cdk:logicalId')
      .map(({ data }): [string, string] => [String(data), path.replace(/^\//, '')]),
  );
  const fromTemplate = Object.entries(template.Resources ?? {}).flatMap(([id, { Metadata }]) =>
    typeof Metadata?.['aws:cdk:path'] === 'string' ? [[id, Metadata['aws:cdk:path']] as const] : [],
  );
  return new Map([...fromTemplate, ...fromArtifact]);
}

function readAssets(directory: string, stackId: string): Map<string, string> {
  const { artifacts = {} } = readManifest(directory);
  const file = artifacts[`${stackId}.assets`]?.properties?.file;
  if (!file) return new Map();
  const { files = {} } = readJson<AssetManifest>(directory, file);
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }): [string, string] => [
        objectKey,
        resolve(directory, source.path ?? ''),
      ]),
    ),
  );
}

const readManifest = (directory: string): Manifest => readJson(directory, 'manifest.json');

function readJson<T extends object>(directory: string, file: string): T {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, file), 'utf8'));
    if (typeof value !== 'object' || value === null) throw new TypeError(`${file} holds ${value}.`);
    return value as T;
  } catch (cause) {
    throw new CloudError(
      [
        {
          code: 'assembly.unreadable',
          message: `There is no readable ${file}.`,
          place: resolve(directory),
          nextStep: 'Synthesize the CDK app (cdk synth) and name its output directory.',
        },
      ],
      { cause },
    );
  }
}

const isDirectory = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
