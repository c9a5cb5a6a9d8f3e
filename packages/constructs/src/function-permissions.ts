import type { ManifestFunction, ManifestStatement } from '@unlith/splitter/manifest';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SplitApiError } from './split-api-error.ts';

/**
 * The manifest's granted permissions on deployed resources: `${FLIGHTS_TABLE}/index/by-day` -> `<ARN of the table>/index/by-day`.
 *
 * @param arns by the environment variable that names the resource.
 * @throws {SplitApiError} for a resource that nobody gave.
 */
export const resolveStatements = (
  { name, permissions }: Pick<ManifestFunction, 'name' | 'permissions'>,
  arns: ReadonlyMap<string, string>,
): PolicyStatement[] =>
  permissions.granted.map(({ actions, resource }) => {
    const [, variable, rest = ''] = /^\$\{(\w+)\}(.*)$/.exec(resource) ?? [];
    if (variable === undefined) return new PolicyStatement({ actions: [...actions], resources: [resource] });
    const arn = arns.get(variable);
    if (arn === undefined) {
      throw new SplitApiError(
        `${name} is granted ${actions.join(', ')} on \${${variable}}: give the table or the ARN that ${variable} names, as tables: { ${variable}: table } or resources: { ${variable}: arn }.`,
      );
    }
    return new PolicyStatement({ actions: [...actions], resources: [`${arn}${rest}`] });
  });

/** What several functions are granted, as one function needs it that answers for them all: one statement a resource. */
export function uniteGranted(
  functions: readonly Pick<ManifestFunction, 'permissions'>[],
): ManifestStatement[] {
  const actionsByResource = new Map<string, readonly string[]>();
  for (const { actions, resource } of functions.flatMap(({ permissions }) => permissions.granted)) {
    const united = new Set([...(actionsByResource.get(resource) ?? []), ...actions]);
    actionsByResource.set(resource, [...united].toSorted());
  }
  return [...actionsByResource].map(([resource, actions]) => ({ actions, resource }));
}
