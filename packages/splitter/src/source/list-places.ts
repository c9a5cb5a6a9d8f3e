import type { Node } from 'oxc-parser';
import { listEnvironment } from './environment.ts';
import { listHazards } from './hazards.ts';
import { toComputedLoad } from './list-loads.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
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
    if (ancestors.some(isFunction) && toComputedLoad(tree, node))
      places.push({ kind: 'load', start: node.start });
    if (changesMethod(tree, node)) places.push({ kind: 'method', start: node.start });
    if (node.type === 'CallExpression' && memberName(unwrap(node.callee)) === 'render')
      places.push({ kind: 'render', start: node.start });
    places.push(...listDispatch(tree, node));
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

/** A call with a request and a response of something that is declared at top level: only linking can tell whether it routes. */
function listDispatch(tree: ModuleTree, node: Node): readonly Place[] {
  if (node.type !== 'CallExpression' || node.arguments.length < 2) return [];
  const [request, response] = node.arguments.map((argument) =>
    argument.type === 'Identifier' ? argument.name : '',
  );
  if (!/^req/i.test(request ?? '') || !/^res/i.test(response ?? '')) return [];
  const { root, members } = toAccessPath(node.callee);
  const binding = tree.bindingOf(root);
  const [member] = members.filter((name) => name !== 'handle');
  return binding?.topLevel
    ? [{ kind: 'dispatch', start: node.start, name: binding.key, ...(member && { member }) }]
    : [];
}
