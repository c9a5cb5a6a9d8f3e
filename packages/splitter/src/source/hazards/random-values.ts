import type { CallExpression } from 'oxc-parser';
import { isLazy } from '../laziness.ts';
import type { ModuleTree } from '../module-tree.ts';
import { memberName, toAccessPath, unwrap } from '../syntax.ts';
import { type FindHazards, hazardAt, isInFunction, type Spot, textOf } from './spot.ts';

const random =
  /^(?:random(?:Bytes|UUID|Int|FillSync)?|generateKey(?:Pair)?(?:Sync)?|getRandomValues|nanoid|ulid|uuid|v[147]|cuid|createId)$/;

/** Values drawn while the app loads, or on first use: another one in every process. */
export const findRandomValues: FindHazards = (spot) => {
  const { tree, node } = spot;
  if (node.type !== 'CallExpression' || isInstanceField(spot)) return [];
  if (isInFunction(spot) && !isKept(spot)) return [];
  return drawsLots(tree, node)
    ? [hazardAt(node, 'split.random-at-load', `\`${textOf(tree, node.callee)}()\``)]
    : [];
};

/** `randomBytes(32)`, `crypto.randomUUID()`, `Math.random()`, `nanoid()` */
function drawsLots(tree: ModuleTree, { callee }: CallExpression): boolean {
  const inner = unwrap(callee);
  const name = inner.type === 'Identifier' ? inner.name : memberName(inner);
  if (!name || !random.test(name)) return false;
  const { root } = toAccessPath(inner);
  const binding = tree.bindingOf(root);
  return binding ? tree.isImported(binding) : /^(?:Math|crypto|globalThis)$/.test(textOf(tree, root));
}

/** `secret ??= randomBytes(32)` */
function isKept({ tree, ancestors }: Spot): boolean {
  return ancestors.some(
    (ancestor, index) =>
      ancestor.type === 'AssignmentExpression' && isLazy(ancestor, ancestors.slice(0, index), tree.source),
  );
}

/** `class X { id = randomUUID() }`: drawn for each object, not for the module. */
function isInstanceField({ ancestors }: Spot): boolean {
  return ancestors.some((ancestor) => ancestor.type === 'PropertyDefinition' && !ancestor.static);
}
