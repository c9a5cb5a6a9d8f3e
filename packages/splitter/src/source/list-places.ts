import type { Node } from 'oxc-parser';
import { listEnvironment } from './environment.ts';
import { listHazards } from './hazards/list-hazards.ts';
import { toComputedLoad } from './list-loads.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import { createPathReader, type Roots } from './paths.ts';
import type { Place } from './source-facts.ts';
import { childrenOf, isErased, memberName, toLoad, unwrap } from './syntax.ts';

/** Spots that say what a function needs besides code, and why its routes might have to stay. */
export function listPlaces(tree: ModuleTree, roots: Roots): readonly Place[] {
  const places: Place[] = [];
  const paths = createPathReader(tree, roots);
  visit(tree.program, []);
  return places;

  function visit(node: Node, ancestors: readonly Node[]): void {
    if (isErased(node)) return;
    places.push(
      ...listEnvironment(tree, node, ancestors),
      ...listHazards(tree, node, ancestors),
      ...paths.list(node, ancestors),
    );
    if (ancestors.some(isFunction) && toComputedLoad(tree, node))
      places.push({ kind: 'load', start: node.start });
    if (changesMethod(tree, node)) places.push({ kind: 'method', start: node.start });
    if (node.type === 'CallExpression' && memberName(unwrap(node.callee)) === 'render')
      places.push({ kind: 'render', start: node.start });
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
