import type { AssembledStack } from '../assembly/assembly.ts';
import { CloudError, type Problem } from '../cloud-error.ts';
import type { Resource, ResourceAttributes } from '../services/service.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { createScope, type Surroundings } from './scope.ts';

/** The resources and outputs of all started stacks, resolved when asked for. */
export interface Deployment {
  readonly resources: readonly Resource[];
  /** Resolved outputs by stack id. */
  outputs(stackId: string): Record<string, string>;
  /** Resolves everything, so that every problem is found before anything starts. */
  listProblems(): Problem[];
}

export interface DeploymentDependencies {
  identify(resource: Resource): ResourceAttributes;
  /** Turns AWS's addresses inside a text into the loopback addresses that stand in for them. */
  localize(text: string): string;
}

export function createDeployment(
  stacks: readonly AssembledStack[],
  { identify, localize }: DeploymentDependencies,
): Deployment {
  const byAddress = new Map<string, Resource>();

  const world: Surroundings = {
    attributesOf: (stack, logicalId) => {
      const resource = byAddress.get(`${stack.id}/${logicalId}`);
      return resource && identify(resource);
    },
    findExport: (name) => {
      for (const stack of stacks) {
        for (const [outputName, output] of Object.entries(stack.template.Outputs ?? {})) {
          if (output.Export && resolveAt(stack, outputName, output.Export.Name) === name) {
            return resolveAt(stack, outputName, output.Value);
          }
        }
      }
      return undefined;
    },
    findOutput: (stackName, outputName) => {
      const stack = stacks.find(({ name }) => name === stackName);
      const output = stack?.template.Outputs?.[outputName];
      return stack && output && resolveAt(stack, outputName, output.Value);
    },
  };

  const resolveAt = (stack: AssembledStack, place: string, value: unknown): unknown =>
    mapStrings(resolveIntrinsics(value, createScope(stack, `${stack.id}/${place}`, world)), localize);

  for (const stack of stacks) {
    for (const resource of listResources(stack, world, localize)) {
      byAddress.set(`${stack.id}/${resource.logicalId}`, resource);
    }
  }

  const outputsOf = (stack: AssembledStack) =>
    Object.entries(stack.template.Outputs ?? {})
      .filter(([name, { Condition }]) => !Condition || createScope(stack, name, world).condition(Condition))
      .map(([name, { Value }]): [string, string] => [name, String(resolveAt(stack, name, Value))]);

  return {
    resources: [...byAddress.values()],
    outputs: (stackId) => Object.fromEntries(stacks.filter(({ id }) => id === stackId).flatMap(outputsOf)),
    listProblems: () => [
      ...[...byAddress.values()].flatMap((resource) =>
        collectProblems(() => {
          for (const name of propertyNames(stacks, resource)) resource.property(name);
        }),
      ),
      ...stacks.flatMap((stack) => collectProblems(() => outputsOf(stack))),
    ],
  };
}

function listResources(
  stack: AssembledStack,
  world: Surroundings,
  localize: (text: string) => string,
): Resource[] {
  return Object.entries(stack.template.Resources ?? {}).flatMap(([logicalId, declaration]) => {
    const constructPath = stack.constructPath(logicalId);
    const scope = createScope(stack, constructPath, world);
    if (declaration.Condition && !scope.condition(declaration.Condition)) return [];
    const { Type: type, Properties = {} } = declaration;
    const property = remember(constructPath, (name) => {
      const value = resolveIntrinsics({ value: Properties[name] }, scope) as { value?: unknown };
      return mapStrings(value.value, localize);
    });
    return [{ stack, logicalId, constructPath, type, property }];
  });
}

/** Each property is resolved once; meeting it again while it is being resolved means that it depends on itself. */
function remember(place: string, resolve: (name: string) => unknown): (name: string) => unknown {
  const values = new Map<string, unknown>();
  const underWay = new Set<string>();
  return (name) => {
    if (values.has(name)) return values.get(name);
    if (underWay.has(name)) {
      const message = `Property ${name} depends on itself.`;
      throw new CloudError([
        { code: 'template.cycle', message, place, nextStep: 'Break the cycle of references.' },
      ]);
    }
    underWay.add(name);
    try {
      values.set(name, resolve(name));
      return values.get(name);
    } finally {
      underWay.delete(name);
    }
  };
}

function propertyNames(stacks: readonly AssembledStack[], { stack, logicalId }: Resource): string[] {
  const { template } = stacks.find(({ id }) => id === stack.id) as AssembledStack;
  return Object.keys(template.Resources?.[logicalId]?.Properties ?? {});
}

function collectProblems(resolve: () => void): readonly Problem[] {
  try {
    resolve();
    return [];
  } catch (error) {
    if (error instanceof CloudError) return error.problems;
    throw error;
  }
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}
