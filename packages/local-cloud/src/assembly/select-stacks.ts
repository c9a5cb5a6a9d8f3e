import { CloudError } from '../cloud-error.ts';
import type { AssembledStack } from './assembly.ts';

/** The named stacks (default: all) and everything they depend on, each after its dependencies. */
export function selectStacks(all: readonly AssembledStack[], names?: readonly string[]): AssembledStack[] {
  const byId = new Map(all.map((stack) => [stack.id, stack]));
  const selected = new Set<AssembledStack>();
  const add = (name: string): void => {
    const stack = byId.get(name);
    if (!stack) throw unknownStack(name, [...byId.keys()]);
    if (selected.has(stack)) return;
    stack.dependencies.forEach(add);
    selected.add(stack);
  };
  (names ?? [...byId.keys()]).forEach(add);
  return [...selected];
}

function unknownStack(name: string, known: readonly string[]): CloudError {
  return new CloudError([
    {
      code: 'assembly.unknown-stack',
      message: `The assembly has no stack "${name}".`,
      place: 'stacks',
      nextStep: `Name one of: ${known.join(', ')}.`,
    },
  ]);
}
