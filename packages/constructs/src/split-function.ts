import { dirname, join } from 'node:path';
import { Annotations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { selectEnvironment } from './function-environment.ts';
import { resolveStatements } from './function-permissions.ts';
import { FunctionWithRole } from './function-with-role.ts';
import type { SplitFunctionProps } from './split-api-props.ts';

/**
 * One function of a split by itself, with the variables that it reads and the permissions that the manifest grants. For those
 * who lay routes themselves; {@link SplitApi} makes all of them.
 */
export class SplitFunction extends FunctionWithRole {
  /** @throws {SplitApiError} for a permission on a resource that nobody gave. */
  constructor(scope: Construct, id: string, props: SplitFunctionProps) {
    const { directory, handler, routeKeys } = props.described;
    const { variables, missing } = selectEnvironment(props.described, props.split, listGiven(props));
    super(scope, id, {
      ...props.functionProps,
      description: summarize(routeKeys),
      code: Code.fromAsset(join(dirname(props.manifest), directory)),
      handler,
      environment: { ...variables, ...props.functionProps?.environment },
      statements: resolveStatements(props.described, listArns(props)),
    });
    for (const variable of missing) {
      // The CDK says a warning of a construct once: whoever makes many functions is told once of each variable.
      Annotations.of(scope).addWarningV2(
        `unlith:unset-variable:${variable}`,
        `Functions of the split read ${variable}, which nothing sets: give it in environment, or as undefined if it is absent on purpose.`,
      );
    }
  }
}

const listGiven = ({ environment, tables = {}, functionProps }: SplitFunctionProps) => ({
  ...environment,
  ...Object.fromEntries(Object.entries(tables).map(([variable, { tableName }]) => [variable, tableName])),
  ...functionProps?.environment,
});

const listArns = ({ tables = {}, resources = {} }: SplitFunctionProps): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(tables).map(([variable, { tableArn }]) => [variable, tableArn] as const),
    ...Object.entries(resources),
  ]);

/** Lambda takes at most 256 characters: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
function summarize(routeKeys: readonly string[]): string {
  const text = routeKeys.join(', ');
  return text.length <= 256 ? text : `${text.slice(0, 255)}…`;
}
