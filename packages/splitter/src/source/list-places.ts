import type { Node } from 'oxc-parser';
import { listEnvironment } from './environment.ts';
import { listHazards } from './hazards.ts';
import type { ModuleTree } from './module-tree.ts';
import { isFunction } from './module-tree.ts';
import { createPathReader } from './paths.ts';
import type { Place } from './source-facts.ts';
import { childrenOf, isErased, memberName, toAccessPath, toLoad, unwrap } from './syntax.ts';

/** Spots that say what a function needs besides code, and why its routes might have to stay. */
export function listPlaces(tree: ModuleTree, root: string): readonly Place[] {
  const places: Place[] = [];
  const paths = createPathReader(tree, root);
  visit(tree.program, []);
  return places;

  function visit(node: Node, ancestors: readonly Node[]): void {
    if (isErased(node)) return;
    places.push(
      ...listEnvironment(tree, node, ancestors),
      ...listHazards(tree, node, ancestors),
      ...paths.list(node, ancestors),
    );
    if (changesMethod(tree, node)) places.push({ kind: 'method', start: node.start });
    if (node.type === 'CallExpression' && memberName(unwrap(node.callee)) === 'render')
      places.push({ kind: 'render', start: node.start });
    if (isLocals(node) && ancestors.some(isFunction))
      places.push({ kind: 'locals', start: node.start, writes: isWritten(ancestors) });
    const below = [...ancestors, node];
    for (const child of childrenOf(node)) visit(child, below);
  }
}

/** `req.method = …`, or the package that does it: routing by method may then differ from what the client sent. */
function changesMethod(tree: ModuleTree, node: Node): boolean {
  if (node.type === 'ImportDeclaration') return node.source.value === 'method-override';
  if (node.type === 'CallExpression') return toLoad(tree, node) === 'method-override';
  return node.type === 'AssignmentExpression' && memberName(unwrap(node.left)) === 'method';
}

/** `app.locals.banner = …`, `app.locals.users.push(…)`. */
function isWritten(ancestors: readonly Node[]): boolean {
  const outer = ancestors.findLast(({ type }) => type !== 'MemberExpression');
  const inner = ancestors.at(ancestors.findLastIndex(({ type }) => type !== 'MemberExpression') + 1);
  if (outer?.type === 'CallExpression') return outer.callee === inner;
  return (
    outer?.type === 'UpdateExpression' || (outer?.type === 'AssignmentExpression' && outer.left === inner)
  );
}

/** `app.locals`, `req.app.locals`; `res.locals` lives as long as its request. */
function isLocals(node: Node): boolean {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'locals') return false;
  const { root, members } = toAccessPath(node.object);
  const owner = members.at(-1) ?? (root.type === 'Identifier' ? root.name : '');
  return !/^res(?:ponse)?$/.test(owner ?? '');
}
