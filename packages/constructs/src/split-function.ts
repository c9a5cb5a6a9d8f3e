import { dirname, join } from 'node:path';
import type { ManifestFunction } from '@unlith/splitter/manifest';
import { Annotations } from 'aws-cdk-lib';
import { Code, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { selectEnvironment } from './function-environment.ts';
import { resolveStatements } from './function-permissions.ts';
import { FunctionWithRole } from './function-with-role.ts';
import type { SplitApiProps } from './split-api-props.ts';

/** One function of the manifest, with the variables that it reads and the permissions that it was granted. */
export function createSplitFunction(
  scope: Construct,
  described: ManifestFunction,
  props: SplitApiProps,
): LambdaFunction {
  const { name, directory, handler, routeKeys } = described;
  const tables = Object.entries(props.tables ?? {});
  const own = { ...props.functionProps, ...props.functionPropsByName?.[name] };
  const { variables, missing } = selectEnvironment(described, {
    ...props.environment,
    ...Object.fromEntries(tables.map(([variable, table]) => [variable, table.tableName])),
    ...own.environment,
  });
  const arns = new Map([
    ...tables.map(([variable, table]) => [variable, table.tableArn] as const),
    ...Object.entries(props.resources ?? {}),
  ]);
  const created = new FunctionWithRole(scope, name, {
    ...own,
    description: summarize(routeKeys),
    code: Code.fromAsset(join(dirname(props.manifest), directory)),
    handler,
    environment: { ...variables, ...own.environment },
    statements: resolveStatements(described, arns),
  });
  for (const variable of missing) {
    Annotations.of(created).addWarningV2(
      `unlith:unset-variable:${variable}`,
      `${name} reads ${variable}, which nothing sets: give it in environment, or as undefined if it is absent on purpose.`,
    );
  }
  return created.lambda;
}

/** Lambda takes at most 256 characters: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
function summarize(routeKeys: readonly string[]): string {
  const text = routeKeys.join(', ');
  return text.length <= 256 ? text : `${text.slice(0, 255)}…`;
}
