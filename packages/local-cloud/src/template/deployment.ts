import type { AssembledStack } from '../assembly/assembly.ts';
import { CloudError, type Problem } from '../cloud-error.ts';
import type { Resource, ResourceAttributes } from '../services/service.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { createResource } from './resource.ts';
import { createScope, type Surroundings } from './scope.ts';
import type { OutputDeclaration } from './template.ts';

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
      const found = listOutputs(stacks).find(
        ({ stack, id, output }) => output.Export && resolveAt(stack, id, output.Export.Name) === name,
      );
      return found && resolveAt(found.stack, found.id, found.output.Value);
    },
    findOutput: (stackName, outputId) => {
      const found = listOutputs(stacks).find(({ stack, id }) => stack.name === stackName && id === outputId);
      return found && resolveAt(found.stack, found.id, found.output.Value);
    },
  };
  const resolveAt = (stack: AssembledStack, id: string, value: unknown): unknown =>
    resolveIntrinsics(value, createScope(stack, `${stack.id}/${id}`, { world, localize }));

  for (const stack of stacks) {
    for (const [logicalId, declaration] of Object.entries(stack.template.Resources ?? {})) {
      const scope = createScope(stack, stack.constructPath(logicalId), { world, localize });
      if (declaration.Condition && !scope.condition(declaration.Condition)) continue;
      byAddress.set(`${stack.id}/${logicalId}`, createResource({ stack, logicalId, declaration, scope }));
    }
  }

  const resolveOutputs = (stack: AssembledStack) =>
    listOutputs([stack])
      .filter(
        ({ id, output: { Condition } }) =>
          !Condition || resolveAt(stack, id, { 'Fn::If': [Condition, true, false] }),
      )
      .map(({ id, output }): [string, string] => [id, String(resolveAt(stack, id, output.Value))]);

  return {
    resources: [...byAddress.values()],
    outputs: (stackId) =>
      Object.fromEntries(stacks.filter(({ id }) => id === stackId).flatMap(resolveOutputs)),
    listProblems: () => [
      ...stacks.flatMap((stack) => listResourceProblems(stack, byAddress)),
      ...stacks.flatMap((stack) => collectProblems(() => resolveOutputs(stack))),
    ],
  };
}

interface Output {
  readonly stack: AssembledStack;
  readonly id: string;
  readonly output: OutputDeclaration;
}

function listOutputs(stacks: readonly AssembledStack[]): Output[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Outputs ?? {}).map(([id, output]) => ({ stack, id, output })),
  );
}

function listResourceProblems(stack: AssembledStack, byAddress: ReadonlyMap<string, Resource>): Problem[] {
  return Object.entries(stack.template.Resources ?? {}).flatMap(([logicalId, { Properties = {} }]) => {
    const resource = byAddress.get(`${stack.id}/${logicalId}`);
    return Object.keys(Properties).flatMap((name) => collectProblems(() => resource?.property(name)));
  });
}

function collectProblems(resolve: () => unknown): readonly Problem[] {
  try {
    resolve();
    return [];
  } catch (error) {
    if (error instanceof CloudError) return error.problems;
    throw error;
  }
}
