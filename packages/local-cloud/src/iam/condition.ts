import { conditionOperators } from './condition-operators.ts';
import type { RequestContext } from './context.ts';
import { listVariables, type Pattern } from './pattern.ts';
import { type DocumentReader, toList } from './policy-reader.ts';

/**
 * One operator applied to one key. All conditions of a statement must hold; of the values one must
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
 */
export interface Condition {
  /** Condition key in lower case. */
  readonly key: string;
  /** Whether the request may carry many values for the key: `ForAllValues:` or `ForAnyValue:` stands before it. */
  readonly overSet: boolean;
  /** Condition keys (lower case) that the values refer to as variables. */
  readonly variables: readonly string[];
  holds(context: RequestContext): boolean;
}

export function parseConditions(block: unknown, reader: DocumentReader, variables: boolean): Condition[] {
  if (block === undefined) return [];
  const operators = reader.object(block, 'Condition');
  return Object.entries(operators).flatMap(([operator, keys]) =>
    Object.entries(reader.object(keys, `Condition.${operator}`)).flatMap(([key, values]) => {
      const texts = toList(values).map(String);
      return parseCondition({ operator, key, texts, variables }, reader) ?? [];
    }),
  );
}

interface ConditionSource {
  readonly operator: string;
  readonly key: string;
  readonly texts: readonly string[];
  readonly variables: boolean;
}

function parseCondition(source: ConditionSource, reader: DocumentReader): Condition | undefined {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/u.exec(source.operator) ?? [];
  const condition = {
    key: source.key.toLowerCase(),
    overSet: set !== undefined,
    variables: source.variables ? source.texts.flatMap(listVariables) : [],
  };
  if (name === 'Null' && !set && !ifExists) {
    const holds = parsePresence(source, reader);
    return holds && { ...condition, holds };
  }
  const operator = conditionOperators.get(name);
  if (!operator) {
    return reader.report(
      `the condition operator ${source.operator} is unknown.`,
      'Use an operator of reference_policies_elements_condition_operators.html in the IAM User Guide.',
    );
  }
  const patterns = source.texts.map((value) => operator.compile(value, source.variables));
  if (!patterns.every((pattern): pattern is Pattern => pattern !== undefined)) {
    const values = source.texts.join(', ');
    return reader.report(
      `${source.operator} cannot compare ${source.key} with ${values}.`,
      `Write ${operator.expects}.`,
    );
  }
  const { key } = condition;
  const { negated } = operator;
  return {
    ...condition,
    holds(context) {
      const given = context(key) ?? [];
      const matches = (value: string) => patterns.some((pattern) => pattern(value, context)) !== negated;
      if (given.length === 0 && ifExists) return true;
      if (set === 'ForAllValues') return given.every(matches);
      if (set === 'ForAnyValue') return given.some(matches);
      return given.length === 0 ? negated : given.every(matches);
    },
  };
}

/** `Null: true` asks that the key is absent, `Null: false` that it has a value. */
function parsePresence(
  { key, texts }: ConditionSource,
  reader: DocumentReader,
): Condition['holds'] | undefined {
  const wanted: readonly string[] = texts.map((text) => text.toLowerCase());
  if (wanted.length === 0 || wanted.some((text) => text !== 'true' && text !== 'false')) {
    return reader.report(`Null cannot compare ${key} with ${texts.join(', ')}.`, 'Write true or false.');
  }
  return (context) => wanted.includes(String((context(key.toLowerCase()) ?? []).length === 0));
}
