import type { Node } from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';

/** `(x as any)!` -> `x`: without what only groups or types. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** `a.b['c'].d` -> `a` and `b`, `c`, `d`; a computed member is `undefined` in the list. */
export interface AccessPath {
  readonly root: Node;
  readonly members: readonly (string | undefined)[];
}

export function toAccessPath(node: Node): AccessPath {
  const members: (string | undefined)[] = [];
  let root = unwrap(node);
  while (root.type === 'MemberExpression') {
    members.unshift(memberName(root));
    root = unwrap(root.object);
  }
  return { root, members };
}

export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { property, computed } = node;
  if (!computed) return 'name' in property ? String(property.name) : undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

/** Whether the node is `process.env` or the like of globals, the first a name that the file does not declare. */
export function isGlobalPath(tree: ModuleTree, node: Node, ...names: readonly string[]): boolean {
  const { root, members } = toAccessPath(node);
  return (
    root.type === 'Identifier' && tree.isGlobal(root) && [root.name, ...members].join('.') === names.join('.')
  );
}

/** Specifier of `require('x')` or `import('x')`. */
export function toLoad(tree: ModuleTree, node: Node): string | undefined {
  if (node.type === 'ImportExpression') return literalText(node.source);
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return undefined;
  return isGlobalPath(tree, node.callee, 'require') && node.arguments[0]
    ? literalText(node.arguments[0])
    : undefined;
}

export function literalText(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Names that a pattern declares: `{ a, b: [c] }` -> `a`, `c`. */
export function namesOf(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'RestElement':
      return namesOf(pattern.argument);
    case 'Property':
      return namesOf(pattern.value);
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesOf);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesOf(element) : []));
    default:
      return [];
  }
}

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'type' || key === 'start' || key === 'end' || !value || typeof value !== 'object') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Nodes of TypeScript that are erased. */
export function isErased(node: Node): boolean {
  if (!node.type.startsWith('TS')) return 'declare' in node && node.declare === true;
  return !/^TS(?:As|Satisfies|NonNull|Instantiation)Expression$|^TSTypeAssertion$|^TSEnum|^TSExportAssignment$|^TSImportEquals|^TSExternalModule|^TSParameterProperty$|^TSModule/.test(
    node.type,
  );
}
