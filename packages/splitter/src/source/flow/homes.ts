import type { Node } from 'oxc-parser';
import { isFunction, type ModuleTree } from '../module-tree.ts';
import { isClass } from '../named-functions.ts';
import { namesOf } from '../syntax.ts';
import type { Home } from './flow-facts.ts';

/** What a new object is known by: the outermost variable, property or field that it is made for, within its function. */
export function findHome(tree: ModuleTree, ancestors: readonly Node[]): Home {
  const [node = tree.program] = ancestors.slice(-1);
  const frame = ancestors.slice(0, -1).findLastIndex((each) => isFunction(each) || isClass(each));
  const [named] = ancestors.slice(frame + 1).flatMap((each) => toHome(tree, each) ?? []);
  return named ?? { name: textOf(tree, node), start: node.start, nameless: true };
}

function toHome(tree: ModuleTree, node: Node): Home | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return { name: namesOf(node.id).join(', '), start: node.start };
    case 'AssignmentExpression':
      return { name: textOf(tree, node.left), start: node.start };
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return { name: textOf(tree, node.key), start: node.start };
    case 'ExportDefaultDeclaration':
      return { name: 'export default', start: node.start };
    default:
      return undefined;
  }
}

/** One line of the source, shortened. */
export function textOf({ source }: ModuleTree, { start, end }: Node): string {
  const [line = ''] = source.slice(start, end).split('\n');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
