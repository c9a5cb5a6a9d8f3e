import type { AssembledStack } from '../assembly/assembly.ts';
import type { Problem } from '../cloud-error.ts';
import type { ResourceTypeSupport } from '../services/service.ts';
import { listUnknownIntrinsics } from './intrinsics.ts';
import type { ResourceDeclaration } from './template.ts';

export type SupportedTypes = ReadonlyMap<string, ResourceTypeSupport>;

/** Everything in a template that would change its behaviour here: nothing unknown passes in silence. */
export function checkStack(stack: AssembledStack, types: SupportedTypes): Problem[] {
  const { template } = stack;
  const resources = Object.entries(template.Resources ?? {});
  const otherParts = { Outputs: template.Outputs, Conditions: template.Conditions };
  return [
    ...(template.Transform === undefined ? [] : [transformProblem(stack.id)]),
    ...resources.flatMap(([id, declaration]) => checkResource(declaration, stack.constructPath(id), types)),
    ...Object.entries(otherParts).flatMap(([part, value]) => checkIntrinsics(value, `${stack.id}/${part}`)),
  ];
}

function checkResource(declaration: ResourceDeclaration, place: string, types: SupportedTypes): Problem[] {
  const { Type: type, Properties = {} } = declaration;
  const support = types.get(type);
  if (!support) return [unknownTypeProblem(type, place)];
  return [...checkProperties(type, Properties, { place, support }), ...checkIntrinsics(Properties, place)];
}

function checkProperties(
  type: string,
  properties: Readonly<Record<string, unknown>>,
  { place, support }: { place: string; support: ResourceTypeSupport },
): Problem[] {
  const refused = support.refusedProperties ?? {};
  const ignored = support.ignoredProperties ?? [];
  const isKnown = (name: string) =>
    !(name in refused) &&
    [...support.properties, ...ignored, 'Tags'].some((known) => known === name || known === '*');
  return Object.keys(properties)
    .filter((name) => !isKnown(name))
    .map((name) => ({
      code: 'template.unsupported-property',
      message: `Property ${name} of ${type} is not emulated.`,
      place,
      nextStep: refused[name] ?? 'Leave it out of the stacks that run locally.',
    }));
}

function checkIntrinsics(value: unknown, place: string): Problem[] {
  return listUnknownIntrinsics(value).map((name) => ({
    code: 'template.unknown-intrinsic',
    message: `Intrinsic ${name} is not known.`,
    place,
    nextStep: 'Compute the value in the CDK app instead.',
  }));
}

function unknownTypeProblem(type: string, place: string): Problem {
  const isCustom = type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
  return {
    code: 'template.unknown-type',
    message: isCustom ? `Custom resource ${type} cannot run here.` : `Resource type ${type} is not emulated.`,
    place,
    nextStep: 'Leave it out of the stacks that run locally, for example by context.',
  };
}

function transformProblem(stackId: string): Problem {
  return {
    code: 'template.transform',
    message: 'Transforms (macros, SAM) are not run.',
    place: stackId,
    nextStep: 'Synthesize a template without Transform.',
  };
}
