import { CloudError, type Problem, refuse } from '../../cloud-error.ts';
import type { Resource, Service } from '../service.ts';
import { Fleet, type FleetDependencies } from './fleet.ts';
import { checkFunction, type FunctionConfig, identifyFunction, resolveFunction } from './function-config.ts';
import { type Invocation, type InvocationOutcome, InvocationRefused, maxPayloadBytes } from './invocation.ts';
import { allowsInvocation, type Invoker, type Permission, parsePermission } from './permission.ts';
import { lambdaSupport } from './support.ts';

export interface LambdaService extends Service {
  /** By ARN; the functions of all started stacks. */
  readonly functions: ReadonlyMap<string, Fleet>;
  /** Rejects with `InvocationRefused` when Lambda does not take the invocation. */
  invoke(functionArn: string, invocation: Invocation): Promise<InvocationOutcome>;
  /** Whether the function's resource policy lets a service invoke it. */
  mayInvoke(functionArn: string, invoker: Invoker): boolean;
}

export interface LambdaDependencies extends Omit<FleetDependencies, 'initLimitMs'> {
  /** Directory of a function's code in the assembly. */
  readonly findAsset: (resource: Resource) => string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const initLimitMs = 10_000;

export function createLambdaService(deps: LambdaDependencies): LambdaService {
  const functions = new Map<string, Fleet>();
  const permissions: Permission[] = [];
  return {
    support: lambdaSupport,
    functions,
    identify(resource) {
      if (resource.type !== 'AWS::Lambda::Function') return { ref: resource.logicalId, attributes: {} };
      const { name, arn } = identifyFunction(resource);
      return { ref: name, attributes: { Arn: arn } };
    },
    async start(resources) {
      const problems: Problem[] = [];
      const declared = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
      refuse(declared.flatMap((resource) => checkFunction(resource, deps.findAsset(resource))));
      for (const resource of declared) {
        const config = resolveFunction(resource, deps.findAsset(resource) as string);
        problems.push(...checkRole(config, deps));
        functions.set(config.arn, new Fleet(config, { ...deps, initLimitMs }));
      }
      refuse(problems);
      const granted = resources.filter(({ type }) => type === 'AWS::Lambda::Permission');
      permissions.push(...granted.map(parsePermission));
    },
    async invoke(functionArn, invocation) {
      const fleet = functions.get(functionArn);
      if (Buffer.byteLength(invocation.payload) > maxPayloadBytes) throw new InvocationRefused('too-large');
      if (fleet) return fleet.invoke(invocation);
      return {
        error: { errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${functionArn}` },
      };
    },
    mayInvoke: (functionArn, invoker) =>
      permissions.some(
        (permission) =>
          [functionArn, functions.get(functionArn)?.config.name].includes(permission.functionName) &&
          allowsInvocation(permission, invoker),
      ),
    async close() {
      await Promise.all([...functions.values()].map((fleet) => fleet.close()));
    },
  };
}

/** A role that cannot be assumed is found now, not at the first request. */
function checkRole(config: FunctionConfig, { assumeRole, revoke }: LambdaDependencies): readonly Problem[] {
  try {
    revoke(assumeRole(config));
    return [];
  } catch (error) {
    if (error instanceof CloudError) return error.problems;
    throw error;
  }
}
