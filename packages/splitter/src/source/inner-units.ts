import type {
  ArrowFunctionExpression,
  BlockStatement,
  FunctionBody,
  Function as FunctionNode,
  Node,
  ObjectProperty,
} from 'oxc-parser';
import { listEffects } from './effects.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import { childrenOf, memberName, unwrap } from './syntax.ts';
import { type UnitDraft, withComma } from './unit-draft.ts';

/** Properties of an object literal, where each can go alone: `{ create, list }` of a controller. */
export function draftProperties(tree: ModuleTree, owner: string, value: Node): readonly UnitDraft[] {
  const object = unwrap(value);
  if (object.type !== 'ObjectExpression') return [];
  const properties = object.properties.filter(
    (property): property is ObjectProperty => property.type === 'Property',
  );
  const apart =
    properties.length === object.properties.length &&
    properties.every((property) => standsAlone(tree, property));
  if (!apart) return [];
  return properties.map((property) => ({
    node: property,
    range: withComma(tree, property),
    declares: [`${owner}.${keyOf(property)}`],
    effects: [],
    parts: draftLocals(tree, property.value),
  }));
}

function standsAlone(tree: ModuleTree, property: ObjectProperty): boolean {
  return (
    property.kind === 'init' &&
    keyOf(property) !== undefined &&
    !usesThis(property.value) &&
    listEffects(tree, property.value).length === 0
  );
}

function keyOf({ key, computed }: ObjectProperty): string | undefined {
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  // A dot in it could not be told from a property of a property.
  const isName = key.type === 'Literal' && typeof key.value === 'string' && !key.value.includes('.');
  return isName ? String(key.value) : undefined;
}

function usesThis(node: Node): boolean {
  return node.type === 'ThisExpression' || childrenOf(node).some(usesThis);
}

/** Methods by which routers are built: a function that calls one is asked for its constants, too. */
const buildsRouters = new Set([
  'use',
  'route',
  'all',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
]);

/**
 * Constants of functions that build routers: `const controller = new Controller(service)` in a factory goes when every route
 * that used it has gone.
 */
export function draftLocals(tree: ModuleTree, node: Node): readonly UnitDraft[] {
  const below = childrenOf(node).flatMap((child) => draftLocals(tree, child));
  const body = bodyOf(node);
  if (!body || !registers(body)) return below;
  const own = body.body.flatMap((statement) => draftLocal(tree, statement));
  // A constant within a constant's function is left to the outer one.
  return [
    ...own,
    ...below.filter(
      ({ range }) => !own.some((outer) => outer.range.start <= range.start && range.end <= outer.range.end),
    ),
  ];
}

function bodyOf(node: Node): BlockStatement | FunctionBody | undefined {
  if (!isFunction(node)) return undefined;
  const { body } = node as FunctionNode | ArrowFunctionExpression;
  return body?.type === 'BlockStatement' ? body : undefined;
}

function draftLocal(tree: ModuleTree, statement: Node): readonly UnitDraft[] {
  if (
    statement.type !== 'VariableDeclaration' ||
    statement.declarations.length !== 1 ||
    statement.kind === 'var'
  )
    return [];
  const [declarator] = statement.declarations;
  if (
    !declarator?.init ||
    declarator.id.type !== 'Identifier' ||
    unwrap(declarator.init).type === 'AwaitExpression'
  )
    return [];
  const { name, start } = declarator.id;
  return [
    {
      node: statement,
      range: { start: statement.start, end: statement.end },
      declares: [`${name}@${start}`],
      effects: listEffects(tree, declarator.init),
    },
  ];
}

/** Whether the body itself, not a function in it, calls a method by which routers are built. */
function registers(node: Node): boolean {
  if (node.type === 'CallExpression' && buildsRouters.has(memberName(node.callee) ?? '')) return true;
  return childrenOf(node).some((child) => !isFunction(child) && registers(child));
}
