import type { AssembledStack } from '../assembly/assembly.ts';
import { CloudError, type Problem } from '../cloud-error.ts';
import type { ResourceAttributes } from '../services/service.ts';
import { evaluateCondition, noValue, type Scope } from './intrinsics.ts';

/** What a stack can see of the world: its own resources, the other stacks' exports and outputs. */
export interface Surroundings {
  attributesOf(stack: AssembledStack, logicalId: string): ResourceAttributes | undefined;
  findExport(name: string): unknown;
  findOutput(stackName: string, outputName: string): unknown;
}

/** The scope of one place in a stack; `place` is where an error says that it stands. */
export function createScope(
  stack: AssembledStack,
  place: string,
  { world, localize }: { readonly world: Surroundings; localize(text: string): string },
): Scope {
  const fail = (code: string, message: string, nextStep: string): never => {
    const problem: Problem = { code: `template.${code}`, message, place, nextStep };
    throw new CloudError([problem]);
  };
  const scope: Scope = {
    localize,
    ref: (name) =>
      findPseudoParameter(stack, name) ??
      findParameter(stack, name) ??
      world.attributesOf(stack, name)?.ref ??
      fail('unresolved-ref', `Ref ${name} names nothing that has a value here.`, describeRef(stack, name)),
    getAtt: (logicalId, attribute) => {
      const found = world.attributesOf(stack, logicalId);
      if (!found) return fail('unresolved-resource', `Fn::GetAtt names ${logicalId}.`, unknownId);
      const known = Object.keys(found.attributes).join(', ') || 'none';
      return (
        found.attributes[attribute] ??
        fail('unknown-attribute', `${logicalId} has no attribute ${attribute} here.`, `Known: ${known}.`)
      );
    },
    importValue: (name) =>
      world.findExport(name) ??
      fail(
        'unknown-export',
        `No started stack exports "${name}".`,
        'Start the stack that exports it as well.',
      ),
    stackOutput: (stackName, outputName) =>
      world.findOutput(stackName, outputName) ??
      fail('unknown-output', `No started stack ${stackName} has output ${outputName}.`, 'Start it as well.'),
    findInMap: (map, first, second) =>
      stack.template.Mappings?.[map]?.[first]?.[second] ??
      fail('unknown-mapping', `Mapping ${map}.${first}.${second} does not exist.`, 'Add it to Mappings.'),
    condition: (name) => {
      const condition = stack.template.Conditions?.[name];
      return condition === undefined
        ? (fail('unknown-condition', `Condition ${name} does not exist.`, 'Add it to Conditions.') as never)
        : evaluateCondition(condition, scope);
    },
  };
  return scope;
}

const unknownId = 'Name a resource of the same stack whose condition holds.';

function describeRef(stack: AssembledStack, name: string): string {
  return stack.template.Parameters?.[name]
    ? 'Give the parameter a plain default value; parameters from SSM are not looked up.'
    : unknownId;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function findPseudoParameter(stack: AssembledStack, name: string): unknown {
  const { account, region } = stack;
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return noValue;
    default:
      return undefined;
  }
}

function findParameter(stack: AssembledStack, name: string): unknown {
  const parameter = stack.template.Parameters?.[name];
  if (parameter?.Default === undefined || parameter.Type.startsWith('AWS::SSM::')) return undefined;
  const value = String(parameter.Default);
  return parameter.Type === 'CommaDelimitedList' ? value.split(',') : value;
}
