import type { Node } from 'oxc-parser';
import { toExportTarget } from './commonjs-exports.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import { isContainer } from './mutations.ts';
import { isClass } from './named-functions.ts';
import type { VariableFacts } from './source-facts.ts';
import { unwrap } from './syntax.ts';

/** `export default { n: 0 }`, `module.exports = []`, `exports.n = 0`: state without a name of its own, by the key of its export. */
export function findExportedVariable(tree: ModuleTree, node: Node): [string, VariableFacts] | undefined {
  const [name, value] =
    node.type === 'ExportDefaultDeclaration'
      ? ['export default', node.declaration as Node]
      : node.type === 'AssignmentExpression'
        ? [toExportTarget(tree, node.left), unwrap(node.right)]
        : [];
  if (name === undefined || !value || isFunction(value) || isClass(value)) return undefined;
  return [name, { start: node.start, holds: isContainer(tree, value), routes: false }];
}

/** The export that `exports.n += 1` or `exports.list.push(x)` changes. */
export function findChangedExport(tree: ModuleTree, node: Node, target: Node): string | undefined {
  if (node.type === 'AssignmentExpression') return toExportTarget(tree, node.left);
  return toExportTarget(tree, node.type === 'UpdateExpression' ? node.argument : target);
}
