import type { Problem } from '../../cloud-error.ts';
import { physicalName } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';

/** A function as its template describes it, without maybes. */
export interface FunctionConfig {
  readonly resource: Resource;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly handler: string;
  /** `nodejs24.x` */
  readonly runtime: string;
  readonly assetDirectory: string;
  readonly timeoutMs: number;
  readonly memoryMiB: number;
  /** How many invocations AWS would run at once: reserved concurrency, or the account's. */
  readonly concurrency: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly logGroup: string;
}

/** Name and ARN, which other resources refer to. */
export function identifyFunction(resource: Resource): { name: string; arn: string } {
  const { account, region } = resource.stack;
  const name = String(resource.property('FunctionName') ?? physicalName(resource, 64));
  return { name, arn: `arn:aws:lambda:${region}:${account}:function:${name}` };
}

export function resolveFunction(resource: Resource, assetDirectory: string): FunctionConfig {
  const identity = identifyFunction(resource);
  const environment = resource.property('Environment') as { Variables?: Record<string, unknown> } | undefined;
  const logging = resource.property('LoggingConfig') as { LogGroup?: string } | undefined;
  const variables = Object.entries(environment?.Variables ?? {});
  return {
    resource,
    ...identity,
    roleArn: String(resource.property('Role')),
    handler: String(resource.property('Handler')),
    runtime: String(resource.property('Runtime')),
    assetDirectory,
    timeoutMs: Number(resource.property('Timeout') ?? 3) * 1000,
    memoryMiB: Number(resource.property('MemorySize') ?? 128),
    concurrency: Number(resource.property('ReservedConcurrentExecutions') ?? accountConcurrency),
    variables: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    logGroup: logging?.LogGroup ?? `/aws/lambda/${identity.name}`,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const accountConcurrency = 1000;

/** Values that would make the function behave differently here, or that Lambda itself would refuse. */
export function checkFunction(resource: Resource, assetDirectory: string | undefined): Problem[] {
  const runtime = String(resource.property('Runtime'));
  const environment = resource.property('Environment') as { Variables?: object } | undefined;
  const reserved = Object.keys(environment?.Variables ?? {}).filter((name) => reservedVariables.has(name));
  const place = resource.constructPath;
  const problems: (Problem | false)[] = [
    !runtime.startsWith('nodejs') && {
      code: 'lambda.runtime',
      message: `Runtime ${runtime} cannot run here.`,
      place,
      nextStep: 'Use a nodejs runtime.',
    },
    assetDirectory === undefined && {
      code: 'lambda.code',
      message: 'The code is not a directory asset of the assembly.',
      place,
      nextStep: 'Use Code.fromAsset with a directory, and synthesize again.',
    },
    reserved.length > 0 && {
      code: 'lambda.reserved-variable',
      message: `Lambda reserves the environment variables ${reserved.join(', ')}.`,
      place,
      nextStep: 'Give them other names.',
    },
  ];
  return problems.filter((problem) => problem !== false);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const reservedVariables = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
