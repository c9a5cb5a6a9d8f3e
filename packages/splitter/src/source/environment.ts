import type { Node } from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';
import type { Place } from './source-facts.ts';
import { isGlobalPath, memberName, unwrap } from './syntax.ts';

/** `process.env.NAME`, `process.env['NAME']`, `const { NAME } = process.env`; anything else done with `process.env` has no names. */
export function listEnvironment(tree: ModuleTree, node: Node, ancestors: readonly Node[]): readonly Place[] {
  if (!isEnvironment(tree, node)) return [];
  const { start } = node;
  const parent = ancestors.at(-1);
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const name = memberName(parent);
    return name ? [{ kind: 'environment', start, name }] : [unknown(start)];
  }
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern') {
    return parent.id.properties.map((property) => {
      const named = property.type === 'Property' && !property.computed && 'name' in property.key;
      return named
        ? { kind: 'environment', start, name: String((property.key as { name: string }).name) }
        : unknown(start);
    });
  }
  return [unknown(start)];
}

function unknown(start: number): Place {
  return {
    kind: 'hazard',
    code: 'split.unknown-environment',
    start,
    what: '`process.env` is read as a whole or by a computed name',
  };
}

/** `process.env`, also of `import process from 'node:process'` and `import { env } from 'node:process'`. */
function isEnvironment(tree: ModuleTree, node: Node): boolean {
  if (node.type === 'MemberExpression') {
    const object = unwrap(node.object);
    if (memberName(node) !== 'env' || object.type !== 'Identifier') return false;
    return isGlobalPath(tree, node, 'process', 'env') || isImportOf(tree, object, 'default', 'process');
  }
  return node.type === 'Identifier' && isImportOf(tree, node, 'env', 'process');
}

/** A builtin's own name, `process`, or one that was imported from it. */
function isImportOf(tree: ModuleTree, identifier: Node, imported: string, builtin: string): boolean {
  const binding = tree.bindingOf(identifier);
  return (
    binding !== undefined &&
    tree.specifierOf(binding)?.replace(/^node:/, '') === builtin &&
    (imported === 'default' || binding.name === imported)
  );
}
