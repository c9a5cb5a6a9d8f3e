import type { Class, Function as FunctionNode, MethodDefinition, Node } from 'oxc-parser';
import { listBodyEffects, listEffects } from './effects.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import type { CallableFacts, Effect } from './source-facts.ts';
import { childrenOf, memberName, toAccessPath, unwrap } from './syntax.ts';

/** What calling each named function or constructing each named class of the module does, by binding key. */
export function listCallables(
  tree: ModuleTree,
  named: ReadonlyMap<string, Node>,
): ReadonlyMap<string, CallableFacts> {
  return new Map(
    [...named].map(([key, node]) => [
      key,
      {
        effects: isFunction(node) ? listBodyEffects(tree, node) : listConstructorEffects(tree, node as Class),
      },
    ]),
  );
}

/** Fields, then the constructor, with the methods that it calls on itself. */
function listConstructorEffects(tree: ModuleTree, node: Class): readonly Effect[] {
  const fields = node.body.body.flatMap((member) =>
    member.type === 'PropertyDefinition' && !member.static && member.value
      ? listEffects(tree, member.value)
      : [],
  );
  const methods = new Map(node.body.body.filter(isMethod).map((method) => [nameOf(method), method.value]));
  const fresh = listFreshFields(node, methods.get('constructor'));
  const called = new Set<string>();
  const base = unwrap(node.superClass ?? node);
  const inherited = base.type === 'Identifier' ? tree.bindingOf(base) : undefined;
  const ofBase: Effect[] = inherited
    ? [{ at: base.start, callee: { name: inherited.key, members: [] } }]
    : [];
  return [...ofBase, ...fields, ...follow('constructor')];

  function follow(name: string): readonly Effect[] {
    const method = methods.get(name);
    if (!method || called.has(name)) return [];
    called.add(name);
    return listBodyEffects(tree, method).flatMap((effect) => {
      if (effect.callee?.name !== 'this') return [effect];
      const [field = '', ...others] = effect.callee.members;
      if (others.length === 0) return methods.has(field) ? follow(field) : [{ at: effect.at }];
      return fresh.has(field) ? [] : [{ at: effect.at }];
    });
  }
}

/** Fields which the object makes itself, so that calls of their methods concern nobody else. */
function listFreshFields(node: Class, maker: FunctionNode | undefined): ReadonlySet<string> {
  const fresh = new Set<string>();
  for (const member of node.body.body) {
    if (
      member.type === 'PropertyDefinition' &&
      member.value &&
      isMade(member.value) &&
      member.key.type === 'Identifier'
    )
      fresh.add(member.key.name);
  }
  visit(maker?.body ?? undefined);
  return fresh;

  function visit(current: Node | undefined): void {
    if (!current) return;
    if (
      current.type === 'AssignmentExpression' &&
      toAccessPath(current.left).root.type === 'ThisExpression' &&
      isMade(current.right)
    ) {
      fresh.add(memberName(unwrap(current.left)) ?? '');
    }
    for (const child of childrenOf(current)) visit(child);
  }
}

function isMade(value: Node): boolean {
  return ['CallExpression', 'NewExpression', 'ArrayExpression', 'ObjectExpression', 'Literal'].includes(
    unwrap(value).type,
  );
}

function isMethod(member: Node): member is MethodDefinition {
  return member.type === 'MethodDefinition' && !member.static;
}

function nameOf({ key }: MethodDefinition): string {
  return key.type === 'Identifier' || key.type === 'PrivateIdentifier' ? key.name : '';
}
