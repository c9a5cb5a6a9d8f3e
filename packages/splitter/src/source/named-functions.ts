import type { Node } from 'oxc-parser';
import { toExportTarget } from './commonjs-exports.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import { childrenOf, unwrap } from './syntax.ts';

/** Functions and classes by the key under which other code gets at them: a name, `object.property`, an export. */
export function listNamedFunctions(tree: ModuleTree): ReadonlyMap<string, Node> {
  const named = new Map<string, Node>();
  visit(tree.program, 0);
  return named;

  function visit(node: Node, depth: number): void {
    const keyAt = (name: string, start: number) => (depth === 0 ? name : `${name}@${start}`);
    if (node.type === 'FunctionDeclaration' && node.id) add(keyAt(node.id.name, node.start), node);
    if (node.type === 'ClassDeclaration' && node.id) add(keyAt(node.id.name, node.id.start), node);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) {
      add(keyAt(node.id.name, node.id.start), node.init);
    }
    if (node.type === 'ExportDefaultDeclaration') add('export default', node.declaration);
    if (node.type === 'AssignmentExpression') add(toExportTarget(tree, node.left), node.right);
    for (const child of childrenOf(node)) visit(child, depth + (isFunction(node) ? 1 : 0));
  }

  function add(key: string | undefined, node: Node): void {
    const value = unwrap(node);
    if (!key) return;
    if (isFunction(value) || isClass(value)) named.set(key, value);
    else if (value.type === 'AssignmentExpression') add(key, value.right);
    else if (value.type === 'ObjectExpression') {
      for (const property of value.properties) {
        if (property.type === 'Property' && property.key.type === 'Identifier')
          add(`${key}.${property.key.name}`, property.value);
      }
    }
  }
}

export function isClass(node: Node): boolean {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}
