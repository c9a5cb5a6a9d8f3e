import type { Problem } from '../../cloud-error.ts';
import { checkConditionKeys } from '../../iam/condition-keys.ts';
import { parseResourcePolicy, type ResourceStatement } from '../../iam/resource-policy.ts';
import { stableId } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';
import { type MethodConfig, resolveMethod } from './method-config.ts';
import { resolvePaths } from './resource-path.ts';

/** A REST API with everything that its other resources add to it. */
export interface RestApiConfig {
  readonly resource: Resource;
  readonly id: string;
  readonly stages: ReadonlyMap<string, StageConfig>;
  readonly methods: readonly MethodConfig[];
  /** `undefined`: it has none, which is not the same as one that allows nothing. */
  readonly policy: readonly ResourceStatement[] | undefined;
  readonly binaryMediaTypes: readonly string[];
}

export interface StageConfig {
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>> | null;
}

export const restApiType = 'AWS::ApiGateway::RestApi';

/** The id that API Gateway would give. */
export function identifyPart(resource: Resource): string {
  return stableId(resource, resource.type === restApiType ? 10 : 6);
}

export function rootResourceId(api: Resource): string {
  return stableId({ stack: api.stack, logicalId: `${api.logicalId}/` }, 10);
}

/** Gathers the resources of all REST APIs; what cannot be run as written is added to the problems. */
export function resolveRestApis(resources: readonly Resource[], problems: Problem[]): RestApiConfig[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGateway::${type}`);
  return ofType('RestApi').map((api) => {
    const id = identifyPart(api);
    const ofApi = (type: string) => ofType(type).filter((part) => part.property('RestApiId') === id);
    const tree = new Map(ofApi('Resource').map((part) => [identifyPart(part), part]));
    const paths = resolvePaths(rootResourceId(api), tree);
    reportPathless(tree, paths, problems);
    return {
      resource: api,
      id,
      stages: new Map(
        ofApi('Stage').map((stage) => [String(stage.property('StageName')), resolveStage(stage)]),
      ),
      methods: ofApi('Method').flatMap((method) => resolveMethod(method, paths, problems) ?? []),
      policy: resolvePolicy(api, id, problems),
      binaryMediaTypes: (api.property('BinaryMediaTypes') ?? []) as string[],
    };
  });
}

function resolveStage(stage: Resource): StageConfig {
  return {
    deploymentId: String(stage.property('DeploymentId')),
    variables: (stage.property('Variables') ?? null) as StageConfig['variables'],
  };
}

/** A policy may leave the API's own ARN out: `execute-api:/prod/POST/*`. */
function resolvePolicy(
  api: Resource,
  id: string,
  problems: Problem[],
): readonly ResourceStatement[] | undefined {
  const policy = api.property('Policy');
  if (policy === undefined) return undefined;
  const { account, region } = api.stack;
  const prefix = `arn:aws:execute-api:${region}:${account}:${id}/`;
  const complete = JSON.stringify(policy).replaceAll('"execute-api:/', `"${prefix}`);
  const statements = parseResourcePolicy(JSON.parse(complete), api.constructPath, problems);
  for (const statement of statements) checkConditionKeys(statement, { 'execute-api': new Map() }, problems);
  return statements;
}

function reportPathless(
  tree: ReadonlyMap<string, Resource>,
  paths: ReadonlyMap<string, unknown>,
  problems: Problem[],
): void {
  for (const [id, { constructPath: place, property }] of tree) {
    if (paths.has(id)) continue;
    const message = `The path part "${String(property('PathPart'))}" makes no path.`;
    const nextStep = 'Write a literal, {name} or, at the end, {name+} below a resource of the API.';
    problems.push({ code: 'rest-api.path-part', message, place, nextStep });
  }
}
