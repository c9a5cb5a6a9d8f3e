import type { AssembledStack } from '../assembly/assembly.ts';
import { CloudError } from '../cloud-error.ts';
import type { Resource } from '../services/service.ts';
import { resolveIntrinsics, type Scope } from './intrinsics.ts';
import type { ResourceDeclaration } from './template.ts';

export interface ResourceSource {
  readonly stack: AssembledStack;
  readonly logicalId: string;
  readonly declaration: ResourceDeclaration;
  readonly scope: Scope;
}

export function createResource({ stack, logicalId, declaration, scope }: ResourceSource): Resource {
  const { Type: type, Properties = {} } = declaration;
  const constructPath = stack.constructPath(logicalId);
  // As a member of an object, `AWS::NoValue` leaves the property out.
  const resolve = (name: string) =>
    (resolveIntrinsics({ value: Properties[name] }, scope) as { value?: unknown }).value;
  return { stack, logicalId, constructPath, type, property: resolveOnce(constructPath, resolve) };
}

/** Each property is resolved once; meeting it again while it is being resolved means that it depends on itself. */
function resolveOnce(place: string, resolve: (name: string) => unknown): (name: string) => unknown {
  const values = new Map<string, unknown>();
  const underWay = new Set<string>();
  return (name) => {
    if (values.has(name)) return values.get(name);
    if (underWay.has(name)) throw createCycleError(place, name);
    underWay.add(name);
    try {
      const value = resolve(name);
      values.set(name, value);
      return value;
    } finally {
      underWay.delete(name);
    }
  };
}

function createCycleError(place: string, name: string): CloudError {
  const message = `Property ${name} depends on itself.`;
  return new CloudError([
    { code: 'template.cycle', message, place, nextStep: 'Break the cycle of references.' },
  ]);
}
