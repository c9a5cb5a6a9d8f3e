import type { Problem } from '../cloud-error.ts';
import { type Condition, parseConditions } from './condition.ts';
import type { RequestContext } from './context.ts';
import { compilePattern, listVariables, type Pattern, type PatternSyntax } from './pattern.ts';
import { createDocumentReader, type DocumentReader, toList } from './policy-reader.ts';

/** A statement of a policy, ready to be evaluated. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: readonly Condition[];
  /** Where the statement stands, for errors. */
  readonly place: string;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
interface Selection {
  readonly texts: readonly string[];
  /** Condition keys (lower case) that the texts refer to as variables. */
  readonly variables: readonly string[];
  selects(value: string, context: RequestContext): boolean;
}

/**
 * Reads an identity-based policy document
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Strict: what it does not
 * understand becomes a problem at `place` instead of a statement that means something else.
 */
export function parsePolicy(document: unknown, place: string, problems: Problem[]): Statement[] {
  const kind: PolicyKind<Statement> = { elements: [], complete: (statement) => [statement] };
  return parseDocument(document, createDocumentReader(place, problems), { kind, place });
}

/** What statements of a kind of policy have beside those of an identity-based one. */
export interface PolicyKind<Complete extends Statement> {
  readonly elements: readonly string[];
  complete(
    statement: Statement,
    source: Readonly<Record<string, unknown>>,
    reader: DocumentReader,
  ): Complete[];
}

export function parseDocument<Complete extends Statement>(
  document: unknown,
  reader: DocumentReader,
  { kind, place }: { readonly kind: PolicyKind<Complete>; readonly place: string },
): Complete[] {
  const policy = reader.object(document, 'the policy document');
  reader.allow(policy, ['Version', 'Id', 'Statement']);
  const variables = supportsVariables(policy.Version, reader);
  return toList(policy.Statement).flatMap((element) => {
    const source = reader.object(element, 'Statement');
    reader.allow(source, [...statementElements, ...kind.elements]);
    const statement = parseStatement(source, reader, { variables, place });
    return statement ? kind.complete(statement, source, reader) : [];
  });
}

const statementElements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

/** Variables came with version 2012-10-17; before, `${…}` is plain text. */
function supportsVariables(version: unknown, reader: DocumentReader): boolean {
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    reader.report(`the policy version ${String(version)} does not exist.`, 'Write 2012-10-17.');
  }
  return version === '2012-10-17';
}

export function parseEffect(effect: unknown, reader: DocumentReader): Statement['effect'] {
  if (effect === 'Allow' || effect === 'Deny') return effect;
  reader.report(`Effect is ${JSON.stringify(effect)}.`, 'Write Allow or Deny; IAM distinguishes case.');
  return 'Deny';
}

interface StatementSurroundings {
  readonly variables: boolean;
  readonly place: string;
}

function parseStatement(
  statement: Readonly<Record<string, unknown>>,
  reader: DocumentReader,
  { variables, place }: StatementSurroundings,
): Statement | undefined {
  const effect = parseEffect(statement.Effect, reader);
  const actions = parseSelection('Action', statement, reader, {
    form: /^(\*|[\w-]+:.+)$/u,
    syntax: { wildcards: true, ignoreCase: true },
  });
  const resources = parseSelection('Resource', statement, reader, {
    form: /^(\*|arn:.*)$/su,
    syntax: { wildcards: true, arn: true, variables },
  });
  const conditions = parseConditions(statement.Condition, reader, variables);
  return actions && resources && { effect, actions, resources, conditions, place };
}

interface SelectionGrammar {
  readonly form: RegExp;
  readonly syntax: PatternSyntax;
}

function parseSelection(
  name: 'Action' | 'Resource',
  statement: Readonly<Record<string, unknown>>,
  reader: DocumentReader,
  { form, syntax }: SelectionGrammar,
): Selection | undefined {
  const negated = `Not${name}` in statement;
  const texts = toList(negated ? statement[`Not${name}`] : statement[name]).map(String);
  if (negated && name in statement) {
    return reader.report(`a statement has both ${name} and Not${name}.`, 'Keep one of them.');
  }
  if (texts.length === 0) return reader.report(`a statement has no ${name}.`, `Name at least one ${name}.`);
  const malformed = texts.find((text) => !form.test(text));
  if (malformed !== undefined) {
    return reader.report(
      `${malformed} is no ${name}.`,
      `Write ${name === 'Action' ? 'service:Action' : 'an ARN'} or *.`,
    );
  }
  const patterns: readonly Pattern[] = texts.map((text) => compilePattern(text, syntax));
  return {
    texts: negated ? ['*'] : texts,
    variables: syntax.variables ? texts.flatMap(listVariables) : [],
    selects: (value, context) => patterns.some((pattern) => pattern(value, context)) !== negated,
  };
}
