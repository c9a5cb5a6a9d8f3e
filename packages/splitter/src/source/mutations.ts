import type { Node } from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';
import type { Write } from './source-facts.ts';
import { memberName, toAccessPath, unwrap } from './syntax.ts';

/** A change of what a name stands for, or of something that it holds. */
export interface Mutation {
  /** The expression that is changed: `a`, `a.b`, `a.get(k)`. */
  readonly target: Node;
  readonly how: Write['how'];
  /** The property that is written. */
  readonly member?: string | undefined;
}

const changesArray = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);
const changesEntries = new Set(['set', 'add', 'delete', 'clear']);

/** What a node changes by itself. */
export function listMutations(tree: ModuleTree, node: Node): readonly Mutation[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return listTargets(node.left).map(toMutation);
    case 'UpdateExpression':
      return [toMutation(node.argument)];
    case 'UnaryExpression':
      return node.operator === 'delete' ? [toMutation(node.argument)] : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left.type === 'VariableDeclaration' ? [] : listTargets(node.left).map(toMutation);
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') return [];
      const [given] = node.arguments;
      if (given && changesArgument(tree, callee)) return [{ target: given, how: 'property' }];
      const method = toAccessPath(callee).members.at(-1) ?? '';
      if (changesArray.has(method)) return [{ target: callee.object, how: 'array' }];
      return changesEntries.has(method) ? [{ target: callee.object, how: 'entries' }] : [];
    }
    default:
      return [];
  }
}

const lodash =
  /^(?:_|lodash(?:-es)?)\.(?:assign(?:In|With)?|defaults(?:Deep)?|extend|fill|merge(?:With)?|pull(?:All|At)?|remove|set|unset|update)$/;

/** `Object.assign(x, …)`, `Reflect.set(x, …)`, `Array.prototype.push.apply(x, …)`, `_.merge(x, …)`: they change what they are given. */
function changesArgument(tree: ModuleTree, callee: Node): boolean {
  const { root, members } = toAccessPath(callee);
  const last = members.at(-1) ?? '';
  if (/^(?:call|apply)$/.test(last)) return changesArray.has(members.at(-2) ?? '');
  if (root.type !== 'Identifier' || members.length !== 1) return false;
  const binding = tree.bindingOf(root);
  const name = binding ? (tree.specifierOf(binding) ?? '') : root.name;
  return binding
    ? lodash.test(`${name}.${last}`)
    : /^(?:Object\.(?:assign|define\w+|setPrototypeOf)|Reflect\.(?:set|deleteProperty|defineProperty)|Atomics\.\w+)$/.test(
        `${name}.${last}`,
      );
}

function toMutation(target: Node): Mutation {
  const inner = unwrap(target);
  return inner.type === 'MemberExpression'
    ? { target: inner.object, how: 'property', member: memberName(inner) }
    : { target: inner, how: 'assign' };
}

/** `[a, b.c] = …` changes both. */
function listTargets(target: Node): readonly Node[] {
  switch (target.type) {
    case 'ArrayPattern':
      return target.elements.flatMap((element) => (element ? listTargets(element) : []));
    case 'ObjectPattern':
      return target.properties.flatMap((property) =>
        listTargets(property.type === 'Property' ? property.value : property.argument),
      );
    case 'AssignmentPattern':
      return listTargets(target.left);
    default:
      return [target];
  }
}

/** `links` of `links.get(key).hits`: where a chain of members and calls begins. */
export function findRoot(node: Node): { readonly root: Node; readonly through: boolean } {
  let through = false;
  let root = unwrap(node);
  for (;;) {
    if (root.type === 'MemberExpression') root = unwrap(root.object);
    else if (root.type === 'CallExpression') root = unwrap(root.callee);
    else if (root.type === 'AwaitExpression') root = unwrap(root.argument);
    else return { root, through };
    through = true;
  }
}

const makers = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array', 'Object']);

/** Whether an initial value is an array, object, Map or Set that is made here. */
export function isContainer(tree: ModuleTree, value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'ObjectExpression' || inner.type === 'ArrayExpression') return true;
  if (inner.type !== 'NewExpression' && inner.type !== 'CallExpression') return false;
  const { root, members } = toAccessPath(inner.callee);
  if (root.type === 'Identifier' && tree.isGlobal(root)) {
    if (inner.type === 'CallExpression' && root.name === 'require')
      return /\.json$/.test(String((inner.arguments[0] as { value?: unknown })?.value));
    return makers.has(root.name) && members.at(-1) !== 'freeze';
  }
  // `[…].map(…)`, `seed.filter(…)`
  return (
    inner.type === 'CallExpression' &&
    /^(?:map|filter|slice|concat|flatMap|from|fill)$/.test(members.at(-1) ?? '')
  );
}
