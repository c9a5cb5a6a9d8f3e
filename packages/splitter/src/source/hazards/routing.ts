import type { Node } from 'oxc-parser';
import type { ModuleTree } from '../module-tree.ts';
import { memberName, toAccessPath } from '../syntax.ts';
import { type FindHazards, hazardAt, isInFunction, textOf } from './spot.ts';

/** Code that sends a request elsewhere, or looks at what is registered. */
export const findRouting: FindHazards = (spot) => {
  const { tree, node } = spot;
  if (node.type === 'AssignmentExpression' && isInFunction(spot) && rewrites(tree, node.left))
    return [hazardAt(node, 'split.request-rewrite', `an assignment to \`${textOf(tree, node.left)}\``)];
  return node.type === 'MemberExpression' && readsRegistrations(tree, node)
    ? [hazardAt(node, 'split.route-listing', `\`${textOf(tree, node)}\``)]
    : [];
};

/** `req.url = …`, where `req` is a parameter; a changed method only asks that routes of all methods stay together. */
function rewrites(tree: ModuleTree, target: Node): boolean {
  const { root, members } = toAccessPath(target);
  return (
    members.length === 1 &&
    members[0] === 'url' &&
    tree.bindingOf(root)?.kind === 'param' &&
    /^req/.test(textOf(tree, root))
  );
}

/** `app._router`, `app.router.stack`, `router.stack`: the list of what is registered, of which a function has a part. */
function readsRegistrations(tree: ModuleTree, node: Extract<Node, { type: 'MemberExpression' }>): boolean {
  const name = memberName(node);
  return name === '_router' || (name === 'stack' && /router\)?$/i.test(textOf(tree, node.object)));
}
