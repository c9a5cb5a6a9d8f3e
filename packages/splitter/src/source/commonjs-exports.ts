import type { ExpressionStatement, Node, VariableDeclaration } from 'oxc-parser';
import { listEffects } from './effects.ts';
import { draftLocals, draftProperties } from './inner-units.ts';
import type { ModuleTree } from './module-tree.ts';
import { toAccessPath, unwrap } from './syntax.ts';
import { draftAlias, type ModuleDraft } from './unit-draft.ts';

/** The export that stands for the whole of `module.exports`. */
export const wholeExport = 'module.exports';

/** `module.exports = …`, `exports.name = …`, and both at once; undefined if the statement is something else. */
export function draftCommonjsExport(tree: ModuleTree, node: ExpressionStatement): ModuleDraft | undefined {
  let value: Node = unwrap(node.expression);
  const targets: string[] = [];
  while (value.type === 'AssignmentExpression' && value.operator === '=') {
    const target = toExportTarget(tree, value.left);
    if (target === undefined) return undefined;
    targets.push(target);
    value = unwrap(value.right);
  }
  if (targets.length === 0) return undefined;
  return draftExports(tree, node, { names: [...new Set(targets)], value });
}

/** `const app = module.exports = express()`: the variable and the export are one. */
export function listDeclaredExports(
  tree: ModuleTree,
  { declarations }: VariableDeclaration,
): ModuleDraft['exports'] {
  return declarations.flatMap(({ id, init }) => {
    if (id.type !== 'Identifier' || !init) return [];
    const targets: string[] = [];
    for (let value = unwrap(init); value.type === 'AssignmentExpression'; value = unwrap(value.right)) {
      const target = toExportTarget(tree, value.left);
      if (target !== undefined) targets.push(target);
    }
    return targets.map((target) => [target, { kind: 'local', name: id.name }] as const);
  });
}

/** `export = …` of TypeScript. */
export function draftWholeExport(tree: ModuleTree, node: Node, value: Node): ModuleDraft {
  return draftExports(tree, node, { names: [wholeExport], value: unwrap(value) });
}

function draftExports(
  tree: ModuleTree,
  node: Node,
  { names, value }: { readonly names: readonly string[]; readonly value: Node },
): ModuleDraft {
  const range = { start: node.start, end: node.end };
  const [name = wholeExport] = names;
  if (names.length === 1 && value.type === 'Identifier' && tree.bindingOf(value)?.topLevel) {
    return draftAlias(name, value.name, { node, range });
  }
  const unit = {
    node,
    range,
    declares: names,
    effects: listEffects(tree, value),
    parts: [
      ...(name === wholeExport ? draftProperties(tree, wholeExport, value) : []),
      ...draftLocals(tree, value),
    ],
  };
  return { units: [unit], exports: names.map((exported) => [exported, { kind: 'local', name: exported }]) };
}

/** `module.exports`, or `module.exports.create` for `exports.create`. */
export function toExportTarget(tree: ModuleTree, target: Node): string | undefined {
  const { root, members } = toAccessPath(target);
  if (root.type !== 'Identifier' || !tree.isGlobal(root)) return undefined;
  const [first, ...others] =
    root.name === 'module' ? members : root.name === 'exports' ? ['exports', ...members] : [];
  if (first !== 'exports' || others.length > 1 || others.includes(undefined)) return undefined;
  return [wholeExport, ...others].join('.');
}
