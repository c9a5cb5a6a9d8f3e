import type {
  ArrowFunctionExpression,
  CallExpression,
  Class,
  Function as FunctionNode,
  NewExpression,
  Node,
} from 'oxc-parser';
import { isFunction, type ModuleTree } from './module-tree.ts';
import type { Effect } from './source-facts.ts';
import { childrenOf, isErased, toAccessPath, toLoad, unwrap } from './syntax.ts';
import { acts, callsBack, pureGlobals, pureOfProcess } from './telling-names.ts';

/**
 * What code does to others when it runs, beyond what it declares and returns. Bodies of functions do not run here, but of those that
 * are called on the spot. The rules lean to the safe side: a call on its own line was written for what it does; a call whose
 * result is kept was written for the result, unless its name says otherwise.
 */
export function listEffects(tree: ModuleTree, node: Node): readonly Effect[] {
  if (isErased(node)) return [];
  const below = () => childrenOf(node).flatMap((child) => listEffects(tree, child));
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ImportDeclaration':
      return [];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return listClassEffects(tree, node);
    case 'ExpressionStatement':
      return listStatementEffects(tree, node.expression);
    case 'CallExpression':
    case 'NewExpression':
      return [...listCallEffects(tree, node), ...below()];
    case 'AssignmentExpression':
      return [...listChangeEffects(tree, node.left), ...below()];
    case 'UpdateExpression':
      return listChangeEffects(tree, node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? listChangeEffects(tree, node.argument) : below();
    case 'ThrowStatement':
      return [{ at: node.start }];
    default:
      return below();
  }
}

/** What a call of the function does, as far as it shows here. */
export function listBodyEffects(tree: ModuleTree, fn: Node): readonly Effect[] {
  const { body } = fn as FunctionNode | ArrowFunctionExpression;
  return body ? listEffects(tree, body) : [];
}

/** A call whose result is kept. */
function listCallEffects(tree: ModuleTree, call: CallExpression | NewExpression): readonly Effect[] {
  const { root, members } = toAccessPath(call.callee);
  const at = memberStart(call.callee);
  if (isFunction(root) && members.length === 0) return listBodyEffects(tree, root);
  const method = members.at(-1) ?? '';
  const callbacks = listCallbackEffects(tree, call);
  if (root.type === 'ThisExpression') return [{ at, callee: { name: 'this', members } }, ...callbacks];
  if (root.type === 'Identifier' && tree.isGlobal(root)) {
    if (root.name === 'Object' && /^(?:assign|define|setPrototypeOf)/.test(method))
      return listChangeEffects(tree, call.arguments[0]);
    const pure =
      pureGlobals.has(root.name) || (root.name === 'process' && pureOfProcess.has(members[0] ?? ''));
    return pure ? callbacks : [{ at }, ...callbacks];
  }
  const binding = tree.bindingOf(root);
  if (!binding) return acts.test(method) && !isFresh(root) ? [{ at }, ...callbacks] : callbacks;
  if (tree.isImported(binding) || members.length === 0)
    return [{ at, callee: { name: binding.key, members } }, ...callbacks];
  const changes = acts.test(method) ? listChangeEffects(tree, call.callee) : [];
  return [...changes, ...callbacks];
}

/** `router.get(…)` on its own line changes the router, and so does each call of a chain. A call of anything else may do anything. */
function listStatementEffects(tree: ModuleTree, expression: Node): readonly Effect[] {
  const inner = unwrap(expression);
  switch (inner.type) {
    case 'AwaitExpression':
      return [{ at: inner.start }, ...listEffects(tree, inner.argument)];
    case 'NewExpression':
      return [{ at: inner.start }, ...listEffects(tree, inner)];
    case 'SequenceExpression':
      return inner.expressions.flatMap((each) => listStatementEffects(tree, each));
    case 'LogicalExpression':
      return [...listEffects(tree, inner.left), ...listStatementEffects(tree, inner.right)];
    case 'ConditionalExpression':
      return [
        ...listEffects(tree, inner.test),
        ...[inner.consequent, inner.alternate].flatMap((branch) => listStatementEffects(tree, branch)),
      ];
    case 'CallExpression':
      return listChainEffects(tree, inner);
    default:
      return listEffects(tree, inner);
  }
}

function listChainEffects(tree: ModuleTree, chain: CallExpression): readonly Effect[] {
  const base = findChainBase(chain);
  const effects: Effect[] = [];
  let call: Node = chain;
  while (call.type === 'CallExpression' && toLoad(tree, call) === undefined) {
    const { callee }: CallExpression = call;
    if (isFunction(unwrap(callee))) return [...effects, ...listEffects(tree, call)];
    if (!isSilent(tree, call)) effects.push(...toOwnLineEffect(tree, base, callee));
    effects.push(
      ...listCallbackEffects(tree, call),
      ...call.arguments.flatMap((argument) => listEffects(tree, argument)),
    );
    call = toAccessPath(callee).root;
  }
  return [...effects, ...listEffects(tree, call)];
}

function toOwnLineEffect(tree: ModuleTree, base: Node, callee: Node): readonly Effect[] {
  const at = memberStart(callee);
  if (base.type === 'MemberExpression') {
    const { root, members } = toAccessPath(base);
    if (root.type === 'ThisExpression') return [{ at, callee: { name: 'this', members } }];
    const binding = tree.bindingOf(root);
    if (binding && !tree.isImported(binding)) return toChange(tree, root, at);
  }
  return [{ at }];
}

/** `router.route` of `router.route('/x').get(a).post(b)`. */
function findChainBase(chain: CallExpression): Node {
  let callee: Node = unwrap(chain.callee);
  for (;;) {
    const { root } = toAccessPath(callee);
    if (root.type !== 'CallExpression') return callee;
    callee = unwrap(root.callee);
  }
}

/** Whether a call on its own line says nothing to others: it prints, or it only calls back. */
function isSilent(tree: ModuleTree, call: CallExpression): boolean {
  const { root, members } = toAccessPath(call.callee);
  return (
    (root.type === 'Identifier' && tree.isGlobal(root) && root.name === 'console') ||
    callsBack.has(members.at(-1) ?? '')
  );
}

function listCallbackEffects(tree: ModuleTree, call: CallExpression | NewExpression): readonly Effect[] {
  const method = toAccessPath(call.callee).members.at(-1) ?? '';
  return callsBack.has(method)
    ? call.arguments.filter(isFunction).flatMap((fn) => listBodyEffects(tree, fn))
    : [];
}

function listChangeEffects(tree: ModuleTree, target: Node | undefined): readonly Effect[] {
  return target ? toChange(tree, toAccessPath(target).root, target.start) : [];
}

function toChange(tree: ModuleTree, root: Node, at: number): readonly Effect[] {
  if (isFresh(root) || isFunction(root) || root.type === 'ThisExpression') return [];
  const binding = tree.bindingOf(root);
  if (!binding) return [{ at }];
  if (!binding.topLevel) return binding.kind === 'param' ? [{ at }] : [];
  // What is imported belongs to others.
  return [tree.isImported(binding) ? { at } : { at, owner: binding.key }];
}

function listClassEffects(tree: ModuleTree, node: Class): readonly Effect[] {
  const members = node.body.body;
  const decorators = [node, ...members].flatMap((owner) => ('decorators' in owner ? owner.decorators : []));
  const statics = members.flatMap((member) => {
    if (member.type === 'StaticBlock')
      return member.body.flatMap((statement) => listEffects(tree, statement));
    return member.type === 'PropertyDefinition' && member.static && member.value
      ? listEffects(tree, member.value)
      : [];
  });
  const base = node.superClass ? listEffects(tree, node.superClass) : [];
  return [...decorators.map(({ start }) => ({ at: start })), ...statics, ...base];
}

/** `new Map().set(…)`, `[…].push(…)`: nobody else has it yet. */
function isFresh(root: Node): boolean {
  return ['NewExpression', 'ArrayExpression', 'ObjectExpression', 'Literal', 'TemplateLiteral'].includes(
    root.type,
  );
}

/** Where `.get(` begins, which is where a cut of the call does. */
function memberStart(callee: Node): number {
  const inner = unwrap(callee);
  return inner.type === 'MemberExpression' ? inner.object.end : inner.start;
}
