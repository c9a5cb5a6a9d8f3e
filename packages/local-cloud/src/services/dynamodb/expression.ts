/** What a request's expressions say, as far as access control asks. The database itself judges their syntax. */

export type AttributeAliases = Readonly<Record<string, string>>;

const keywords = new Set(['add', 'and', 'between', 'delete', 'in', 'not', 'or', 'remove', 'set']);

/**
 * Top-level attributes that an expression of any kind names
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html). Left out are values (`:v`),
 * what follows the first element of a document path, functions (a parenthesis follows), and keywords, which cannot be
 * attribute names without an alias.
 */
export function listAttributeNames(expression: string, aliases: AttributeAliases): string[] {
  const names = expression.match(/(?<![\w#:.])(?:#\w+|[a-z_]\w*)(?!\w|\s*\()/giu) ?? [];
  return names.filter((name) => !keywords.has(name.toLowerCase())).map((name) => aliases[name] ?? name);
}

/** The placeholder (`:v`) that a key condition wants an attribute to be equal to. */
export function findEqualTo(
  attribute: string,
  expression: string,
  aliases: AttributeAliases,
): string | undefined {
  for (const [, name = '', placeholder] of expression.matchAll(/(#\w+|[a-z_]\w*)\s*=\s*(:\w+)/giu)) {
    if ((aliases[name] ?? name) === attribute) return placeholder;
  }
  return undefined;
}
