import type { RequestContext } from './context.ts';

/**
 * Text of a policy that a value of a request is compared with: wildcards and policy variables compiled once.
 *
 * A variable's value is always literal: a `*` in it is no wildcard
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). A pattern whose variable has
 * neither value nor default matches nothing.
 */
export type Pattern = (value: string, context: RequestContext) => boolean;

export interface PatternSyntax {
  /** `*` and `?` stand for other characters. */
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
  /**
   * Wildcards stay within one of the six parts of an ARN, and parts missing at the end are `*`
   * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
   */
  readonly arn?: boolean;
  /** `${…}` is replaced. */
  readonly variables?: boolean;
}

type Token = { text: string } | { wildcard: '*' | '?' } | Variable;

interface Variable {
  /** Condition key in lower case. */
  readonly variable: string;
  readonly fallback: string | undefined;
}

export function compilePattern(source: string, syntax: PatternSyntax): Pattern {
  if (syntax.arn && source === '*') return () => true;
  const tokens = tokenize(source, syntax);
  const flags = syntax.ignoreCase ? 'isu' : 'su';
  if (!tokens.some((token) => 'variable' in token)) {
    const expression = new RegExp(toExpression(tokens, syntax, () => undefined) ?? '', flags);
    return (value) => expression.test(value);
  }
  return (value, context) => {
    const expression = toExpression(tokens, syntax, context);
    return expression !== undefined && new RegExp(expression, flags).test(value);
  };
}

/** Condition keys (lower case) that the variables of a text ask for. */
export function listVariables(source: string): string[] {
  return tokenize(source, { variables: true }).flatMap((token) =>
    'variable' in token ? [token.variable] : [],
  );
}

function tokenize(source: string, syntax: PatternSyntax): Token[] {
  const parts = source.match(/\$\{[^}]*\}|./gsu) ?? [];
  return parts.map((part) => {
    if (part.length > 3 && part.startsWith('${') && syntax.variables) return toVariable(part.slice(2, -1));
    return syntax.wildcards && (part === '*' || part === '?') ? { wildcard: part } : { text: part };
  });
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'default'}` names what to take instead. */
function toVariable(body: string): Token {
  if (body === '*' || body === '?' || body === '$') return { text: body };
  const [, key = body, fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)')?\s*$/su.exec(body) ?? [];
  return { variable: key.toLowerCase(), fallback };
}

function toExpression(
  tokens: readonly Token[],
  syntax: PatternSyntax,
  context: RequestContext,
): string | undefined {
  let parts = 1;
  let expression = '';
  for (const token of tokens) {
    const withinPart = syntax.arn && parts < 6;
    if ('wildcard' in token) {
      expression += `${withinPart ? '[^:]' : '.'}${token.wildcard === '*' ? '*' : ''}`;
      continue;
    }
    const text = 'text' in token ? token.text : (context(token.variable)?.[0] ?? token.fallback);
    if (text === undefined) return undefined;
    if (text === ':' && 'text' in token) parts += 1;
    expression += text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  }
  if (syntax.arn) for (; parts < 6; parts++) expression += parts === 5 ? ':.*' : ':[^:]*';
  return `^${expression}$`;
}
