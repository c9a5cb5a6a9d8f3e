import { dirname, resolve } from 'node:path';
import type { Node } from 'oxc-parser';
import { walk } from 'oxc-walker';
import { createPathEvaluator } from './known-path.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import { isErased, isGlobalPath, literalText, toLoad, unwrap } from './syntax.ts';

/** What a module asks for by `import`, `export … from` or `require`. */
export type ModuleLoad =
  | { readonly kind: 'named'; readonly specifier: string; readonly running: boolean }
  /** By an expression, of which the source tells this much: an absolute path with gaps. */
  | { readonly kind: 'computed'; readonly start: number; readonly path: string };

/** @param root what relative paths of files mean; those of modules start from the module. */
export function listLoads(tree: ModuleTree, root: string): readonly ModuleLoad[] {
  const { evaluate } = createPathEvaluator(tree, root);
  const loads: ModuleLoad[] = [];
  let functions = 0;
  walk(tree.program, {
    enter(node) {
      if (isErased(node)) return this.skip();
      if (isFunction(node)) functions += 1;
      const specifier = toSpecifier(tree, node);
      const running = functions > 0;
      if (specifier !== undefined) loads.push({ kind: 'named', specifier, running });
      const computed = running ? toComputedLoad(tree, node) : undefined;
      const text = computed ? evaluate(computed) : '';
      if (/^\.{0,2}\//.test(text))
        loads.push({ kind: 'computed', start: node.start, path: resolve(dirname(tree.file), text) });
    },
    leave(node) {
      if (isFunction(node)) functions -= 1;
    },
  });
  return loads;
}

/** The expression of `require(expression)` or `import(expression)`. */
export function toComputedLoad(tree: ModuleTree, node: Node): Node | undefined {
  if (node.type !== 'ImportExpression' && node.type !== 'CallExpression') return undefined;
  if (node.type === 'CallExpression' && !isGlobalPath(tree, node.callee, 'require')) return undefined;
  const asked = node.type === 'ImportExpression' ? node.source : node.arguments[0];
  return asked && literalText(unwrap(asked)) === undefined ? asked : undefined;
}

function toSpecifier(tree: ModuleTree, node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.importKind === 'type' ? undefined : node.source.value;
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' ? undefined : node.source?.value;
    default:
      return toLoad(tree, node);
  }
}
