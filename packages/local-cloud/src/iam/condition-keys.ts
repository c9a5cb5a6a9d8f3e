import type { Problem } from '../cloud-error.ts';
import type { Condition } from './condition.ts';
import type { Statement } from './policy.ts';
import { globalConditionKeys } from './principal.ts';

/** Whether a request carries one value for a key or may carry many. */
export type Arity = 'one' | 'many';

/** The condition keys that the emulated services answer: by service prefix, then by key in lower case. */
export type ServiceConditionKeys = Readonly<Record<string, ReadonlyMap<string, Arity>>>;

/**
 * Finds the condition keys that a statement uses and nobody here answers: evaluated as absent, they would decide
 * differently than AWS. Keys of services that are not emulated never come up.
 */
export function checkConditionKeys(
  statement: Statement,
  services: ServiceConditionKeys,
  problems: Problem[],
): void {
  if (!concernsService(statement, Object.keys(services))) return;
  const { place } = statement;
  const used = new Set([
    ...statement.resources.variables,
    ...statement.conditions.flatMap(({ key, variables }) => [key, ...variables]),
  ]);
  for (const key of used) {
    const [prefix = ''] = key.split(':');
    if (prefix === 'aws' ? globalConditionKeys.has(key) : (services[prefix]?.has(key) ?? true)) continue;
    problems.push({
      code: 'iam.unknown-condition-key',
      message: `the condition key ${key} cannot be answered here.`,
      place,
      nextStep: 'Leave the key out of the policy of the stage that runs locally.',
    });
  }
  for (const condition of statement.conditions) checkArity(condition, services, { place, problems });
}

function concernsService({ actions }: Statement, prefixes: readonly string[]): boolean {
  return actions.texts.some((text) => {
    const [prefix = ''] = text.toLowerCase().split(':');
    return /[*?]/u.test(prefix) || prefixes.includes(prefix);
  });
}

/** "Multivalued context keys require a set operator": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function checkArity(
  { key, overSet }: Condition,
  services: ServiceConditionKeys,
  { place, problems }: { place: string; problems: Problem[] },
): void {
  const [prefix = ''] = key.split(':');
  if (overSet || services[prefix]?.get(key) !== 'many') return;
  problems.push({
    code: 'iam.missing-set-operator',
    message: `the condition key ${key} can have many values, but its operator compares one.`,
    place,
    nextStep: 'Write ForAllValues: or ForAnyValue: before the operator.',
  });
}
