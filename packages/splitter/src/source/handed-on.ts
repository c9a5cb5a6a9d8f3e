import type { Node } from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';
import type { Mutation } from './mutations.ts';
import { toAccessPath, unwrap } from './syntax.ts';

/** `req.user = users[id]`: something that a later handler finds under a name of the request. */
export function findHandedOn(
  tree: ModuleTree,
  node: Node,
  { target, how, member }: Mutation,
): { readonly as: string; readonly value: Node } | undefined {
  if (node.type !== 'AssignmentExpression' || how !== 'property' || !member) return undefined;
  return isParameter(tree, unwrap(target)) ? { as: member, value: node.right } : undefined;
}

/** `req.user.name = …`, `req.cart.push(…)`: the name under which a handler found what it changes. */
export function findChangedInHand(tree: ModuleTree, { target }: Mutation): string | undefined {
  const { root, members } = toAccessPath(target);
  return isParameter(tree, root) ? members[0] : undefined;
}

function isParameter(tree: ModuleTree, node: Node): boolean {
  return tree.bindingOf(node)?.kind === 'param';
}
