import type { AssignmentExpression, CallExpression, Class, Node } from 'oxc-parser';
import { changesLocals, isLocals, isWritten } from './application-locals.ts';
import { findChangedExport, findExportedVariable } from './exported-state.ts';
import { findChangedInHand, findHandedOn } from './handed-on.ts';
import { isLazy } from './laziness.ts';
import { makesRouter } from './makes-router.ts';
import { type Binding, isFunction, type ModuleTree } from './module-tree.ts';
import { findRoot, isContainer, listMutations, type Mutation } from './mutations.ts';
import { isClass } from './named-functions.ts';
import type { Scope, StateFacts, Use, VariableFacts, Write } from './source-facts.ts';
import { childrenOf, isErased, memberName, namesOf, toAccessPath, unwrap } from './syntax.ts';
import { callsBack } from './telling-names.ts';

export interface StateQuestion {
  readonly tree: ModuleTree;
  readonly named: ReadonlyMap<string, Node>;
  /** Sites of registrations in the file, `line:column`. */
  readonly sites: ReadonlySet<string>;
}

interface Frame {
  readonly node: Node;
  /** Whether it is called where it stands, so that it runs when the code around it does. */
  readonly inline: boolean;
  readonly scope: Scope;
}

interface Context {
  readonly scope: Scope;
  readonly frames: readonly Frame[];
  readonly ancestors: readonly Node[];
}

/** Which variables, closures and fields outlive a request, and what changes them: everything that tells state from constants. */
export function listState({ tree, named, sites }: StateQuestion): StateFacts {
  const keys = new Map([...named].map(([key, node]) => [node, key]));
  const variables = new Map<string, VariableFacts>();
  const writes: Write[] = [];
  const closures = new Map<string, { name: string; start: number }>();
  const mutableClasses = new Map<string, string>();
  const extending = new Map<string, string>();
  const uses: Use[] = [];
  const locals: StateFacts['locals'][number][] = [];
  const registering = new Set<string>();
  const handedOn: StateFacts['handedOn'][number][] = [];
  const changedInHand = new Set<string>();
  /** Local names for parts of top-level containers: `const todo = todos.find(…)`. */
  const aliases = new Map<string, string>();
  const declared = new Map<string, { start: number; holds: boolean }>();
  visit(tree.program, { scope: undefined, frames: [], ancestors: [] });
  const handed = { handedOn, changedInHand };
  return { variables, writes, closures, mutableClasses, extending, uses, locals, registering, ...handed };

  function visit(node: Node, context: Context): void {
    if (isErased(node)) return;
    declare(node, context);
    for (const mutation of listMutations(tree, node)) change(mutation, node, context);
    if (node.type === 'Identifier') use(node, context);
    if (isLocals(node))
      locals.push({ start: node.start, writes: isWritten(context.ancestors), scope: context.scope });
    if (node.type === 'CallExpression') noteCall(node, context);
    const inner = isFunction(node) ? enter(node, context) : context;
    const ancestors = [...inner.ancestors, node];
    for (const child of childrenOf(node)) visit(child, { ...inner, ancestors });
  }

  function enter(node: Node, { scope, frames, ancestors }: Context): Context {
    const parent = ancestors.at(-1);
    const called =
      parent?.type === 'CallExpression' &&
      (unwrap(parent.callee) === node || callsBack.has(memberName(unwrap(parent.callee)) ?? ''));
    const constructed = isConstructor(ancestors) ? keys.get(ancestors.at(-3) as Node) : undefined;
    const inline =
      called ||
      (parent?.type === 'ParenthesizedExpression' &&
        ancestors.at(-2)?.type === 'CallExpression' &&
        (ancestors.at(-2) as CallExpression).callee === parent);
    const own = inline ? scope : (keys.get(node) ?? constructed ?? '*');
    return { scope: own, frames: [...frames, { node, inline, scope: own }], ancestors };
  }

  function declare(node: Node, { scope, frames }: Context): void {
    const topLevel = frames.length === 0;
    if (isClass(node)) {
      const { id, superClass, start } = node as Class;
      const key = keys.get(node);
      const base = superClass && tree.bindingOf(unwrap(superClass));
      if (key && base) extending.set(key, base.key);
      if (topLevel && id) variables.set(id.name, { start, holds: true, routes: false });
    }
    if (node.type === 'FunctionDeclaration' && topLevel && node.id)
      variables.set(node.id.name, { start: node.start, holds: true, routes: false });
    const exported = topLevel ? findExportedVariable(tree, node) : undefined;
    if (exported && !variables.has(exported[0])) variables.set(...exported);
    if (node.type === 'ForOfStatement' && scope !== undefined) alias(node.left, node.right);
    if (node.type !== 'VariableDeclarator') return;
    const holds = node.init ? isContainer(tree, node.init) : false;
    const routes = node.init ? makesRouter(node.init) : false;
    for (const name of namesOf(node.id)) {
      if (topLevel) variables.set(name, { start: node.start, holds, routes });
    }
    if (node.id.type === 'Identifier')
      declared.set(`${node.id.name}@${node.id.start}`, { start: node.start, holds });
    if (node.init && !topLevel && scope !== undefined) alias(node.id, node.init);
  }

  /** `const todo = todos.find(…)`, `for (const todo of todos)`. */
  function alias(names: Node, value: Node): void {
    const origin = tree.bindingOf(findRoot(value).root);
    if (!origin) return;
    const patterns = names.type === 'VariableDeclaration' ? names.declarations.map(({ id }) => id) : [names];
    for (const key of patterns.flatMap(localKeys)) aliases.set(key, aliases.get(origin.key) ?? origin.key);
  }

  function change(mutation: Mutation, node: Node, context: Context): void {
    const { scope, ancestors } = context;
    if (changesLocals(mutation)) return;
    noteHanded(mutation, node, scope);
    const exported = findChangedExport(tree, node, mutation.target);
    if (exported && scope !== undefined)
      writes.push({ name: exported, start: node.start, scope, how: mutation.how, lazy: false });
    const { root, through } = findRoot(mutation.target);
    const lazy =
      node.type === 'AssignmentExpression' && isLazy(node as AssignmentExpression, ancestors, tree.source);
    if (root.type === 'ThisExpression') changeThis({ mutation, lazy }, context);
    const binding = tree.bindingOf(root);
    if (!binding) return;
    const origin = aliases.get(binding.key);
    if (binding.topLevel || origin) {
      if (scope === undefined || (origin && mutation.how === 'assign')) return;
      const how =
        origin || (through && mutation.target.type !== 'MemberExpression' && passesCall(mutation.target))
          ? 'element'
          : mutation.how;
      const member = toAccessPath(mutation.target).members[0] ?? mutation.member;
      writes.push({
        name: origin ?? binding.key,
        start: node.start,
        scope,
        how,
        lazy,
        ...(member && { member }),
      });
      return;
    }
    if (!lazy) changeLocal(binding, mutation, context);
  }

  /** What a handler leaves on a request for those behind it, and what those change of it. */
  function noteHanded(mutation: Mutation, node: Node, scope: Scope): void {
    const changed = findChangedInHand(tree, mutation);
    if (changed) changedInHand.add(changed);
    const handed = findHandedOn(tree, node, mutation);
    const origin = handed && tree.bindingOf(findRoot(handed.value).root);
    const name = origin && (aliases.get(origin.key) ?? (origin.topLevel ? origin.key : undefined));
    if (handed && name && scope !== undefined)
      handedOn.push({
        as: handed.as,
        write: { name, start: node.start, scope, how: 'element', lazy: false },
      });
  }

  /** A variable of a function that a function within it changes. */
  function changeLocal(binding: Binding, { how }: Mutation, { frames }: Context): void {
    const variable = declared.get(binding.key);
    const home = frames.findIndex(({ node }) => node === binding.within);
    const later = frames.slice(home + 1).some(({ inline }) => !inline);
    if (!variable || home < 0 || !later || (how !== 'assign' && !variable.holds)) return;
    const owner = frames[home]?.scope ?? '';
    if (owner !== '*') closures.set(owner, { name: binding.name, start: variable.start });
  }

  function changeThis(
    { mutation, lazy }: { mutation: Mutation; lazy: boolean },
    { ancestors, frames, scope }: Context,
  ): void {
    const field = toAccessPath(mutation.target).members[0] ?? mutation.member;
    const owner = ancestors.findLast((ancestor) => isClass(ancestor) || ancestor.type === 'ObjectExpression');
    if (!owner || lazy) return;
    if (owner.type === 'ObjectExpression') {
      const declarator = ancestors.findLast((ancestor) => ancestor.type === 'VariableDeclarator');
      if (declarator?.type === 'VariableDeclarator' && declarator.init && unwrap(declarator.init) === owner) {
        const [name] = namesOf(declarator.id);
        const home = frames.find(({ node }) => node.start < declarator.start && node.end > declarator.end);
        if (name && !home) writes.push({ name, start: mutation.target.start, scope, how: 'property', lazy });
        if (name && home?.scope && home.scope !== '*')
          closures.set(home.scope, { name, start: declarator.start });
      } else if (isKept(ancestors, owner)) closures.set('', { name: 'this', start: owner.start });
      return;
    }
    if (isConstructor(ancestors.slice(0, ancestors.findLastIndex(isFunction))) || isField(ancestors)) return;
    if (mutation.how === 'entries' && !fieldHolds(owner as Class, field ?? '')) return;
    mutableClasses.set(keys.get(owner) ?? '', field ?? 'its fields');
  }

  function fieldHolds({ body }: Class, field: string): boolean {
    return body.body.some((member) => {
      if (member.type === 'PropertyDefinition')
        return (
          'name' in member.key &&
          member.key.name === field &&
          member.value !== null &&
          isContainer(tree, member.value)
        );
      return (
        member.type === 'MethodDefinition' &&
        member.kind === 'constructor' &&
        assignsContainer(member.value, field)
      );
    });
  }

  function assignsContainer(node: Node, field: string): boolean {
    if (
      node.type === 'AssignmentExpression' &&
      toAccessPath(node.left).members[0] === field &&
      isContainer(tree, node.right)
    )
      return true;
    return childrenOf(node).some((child) => assignsContainer(child, field));
  }

  function use(identifier: Node, { scope, ancestors }: Context): void {
    const binding = tree.bindingOf(identifier);
    if (!binding || !(binding.topLevel || named.has(binding.key))) return;
    const parent = ancestors.at(-1);
    const access = parent?.type === 'MemberExpression' && parent.object === identifier ? parent : undefined;
    const expression = access ?? identifier;
    const call = ancestors.at(access ? -2 : -1);
    const called =
      (call?.type === 'CallExpression' || call?.type === 'NewExpression') && call.callee === expression;
    const member = access && memberName(access);
    const kept = called && isKeptOnFirstUse(ancestors, tree.source);
    uses.push({ name: binding.key, start: identifier.start, called, kept, scope, ...(member && { member }) });
  }

  function noteCall(node: CallExpression, { frames, scope }: Context): void {
    const callee = unwrap(node.callee);
    if (callee.type === 'MemberExpression') {
      const { line, column } = tree.lines.locate(callee.computed ? callee.end : callee.property.start);
      if (sites.has(`${line}:${column}`))
        for (const frame of frames) if (frame.scope && frame.scope !== '*') registering.add(frame.scope);
    }
    // `todos.forEach((todo) => …)`: the parameter is what the array holds.
    const origin = tree.bindingOf(findRoot(callee).root);
    if (scope === undefined || !origin || !callsBack.has(memberName(callee) ?? '')) return;
    for (const argument of node.arguments) {
      if (!isFunction(argument) || !('params' in argument)) continue;
      for (const param of argument.params)
        for (const key of localKeys(param as Node)) aliases.set(key, aliases.get(origin.key) ?? origin.key);
    }
  }
}

/** `store ??= new Store()` */
function isKeptOnFirstUse(ancestors: readonly Node[], source: string): boolean {
  return ancestors.some(
    (each, index) =>
      each.type === 'AssignmentExpression' &&
      ancestors[index + 1] === each.right &&
      isLazy(each, ancestors.slice(0, index), source),
  );
}

/** Whether an object literal is what it seems: not a description that a call reads, as `Object.defineProperty` does. */
function isKept(ancestors: readonly Node[], object: Node): boolean {
  const parent = ancestors[ancestors.indexOf(object) - 1];
  return (
    parent !== undefined &&
    /^(?:AssignmentExpression|ExportDefaultDeclaration|ReturnStatement|ArrowFunctionExpression)$/.test(
      parent.type,
    )
  );
}

/** `@` keys of the names in a pattern. */
function localKeys(pattern: Node): readonly string[] {
  if (pattern.type === 'Identifier') return [`${pattern.name}@${pattern.start}`];
  return childrenOf(pattern).flatMap((child) => localKeys(child));
}

function passesCall(node: Node): boolean {
  const { root } = toAccessPath(node);
  return root.type === 'CallExpression' || root.type === 'AwaitExpression';
}

/** Ancestors that end in a class, its body and its constructor. */
function isConstructor(ancestors: readonly Node[]): boolean {
  const method = ancestors.at(-1);
  return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}

/** `x = this.y = 1` in a field's value, outside of any function. */
function isField(ancestors: readonly Node[]): boolean {
  const field = ancestors.findLastIndex(({ type }) => type === 'PropertyDefinition');
  return field >= 0 && !ancestors.slice(field).some(isFunction);
}
