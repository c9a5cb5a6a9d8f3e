import type { Node } from 'oxc-parser';
import { toExportTarget, wholeExport } from './commonjs-exports.ts';
import type { ModuleTree } from './module-tree.ts';
import type { Load, Reference, Unit } from './source-facts.ts';
import { childrenOf, isErased, memberName, toAccessPath, toLoad, unwrap } from './syntax.ts';
import { pureGlobals } from './telling-names.ts';
import type { UnitDraft } from './unit-draft.ts';

/** Files that a computed `require` or `import()` can mean, by its offset. */
export type LazyLoads = ReadonlyMap<number, readonly string[]>;

/** Drafts -> units in one list, outer ones first, each with what it refers to outside of its parts. */
export function listUnits(
  tree: ModuleTree,
  drafts: readonly UnitDraft[],
  lazy: LazyLoads = new Map(),
): readonly Unit[] {
  const units: Unit[] = [];
  const locals = new Set(listDeclared(drafts));
  for (const draft of drafts) add(draft, undefined);
  return units;

  function add(draft: UnitDraft, parent: number | undefined): void {
    const index = units.length;
    const { parts = [] } = draft;
    const found = draft.alias ? { references: [], loads: [], calls: false } : findReferences(draft, parts);
    units.push({ ...toUnit(draft), ...found, ...(parent !== undefined && { parent }) });
    for (const part of parts) add(part, index);
  }

  function findReferences({ node, imports, declares }: UnitDraft, parts: readonly UnitDraft[]) {
    const inner = new Set(parts.map((part) => part.node));
    const references: Reference[] = [];
    const loads: Load[] = [];
    let calls = false;
    visit(node, undefined, true);
    return { references, loads, calls };

    function visit(current: Node, member: string | undefined, runs: boolean): void {
      if (inner.has(current) || isErased(current)) return;
      const specifier = toLoad(tree, current);
      if (specifier !== undefined && specifier !== imports?.specifier) {
        // A member of `import()` is one of a promise.
        const asked = current.type === 'ImportExpression' ? undefined : member;
        loads.push({ specifier, start: current.start, runs, ...(asked && { member: asked }) });
        return;
      }
      const { start } = current;
      for (const specifier of lazy.get(start) ?? []) loads.push({ specifier, start, runs: false });
      if (current.type === 'Identifier' || current.type === 'JSXIdentifier') {
        refer(current, member);
        return;
      }
      if (current.type === 'MemberExpression') {
        visitMember(current, runs);
        return;
      }
      if (runs && asksOthers(tree, current)) calls = true;
      const below = runs && !/Function/.test(current.type);
      for (const child of childrenOf(current))
        visit(child, child.type === 'ChainExpression' ? member : undefined, below);
    }

    function visitMember(current: Extract<Node, { type: 'MemberExpression' }>, runs: boolean): void {
      const target = toExportTarget(tree, current);
      if (target !== undefined) {
        if (declares.includes(target)) return;
        const name = target.slice(wholeExport.length + 1);
        references.push({ name: wholeExport, start: current.start, ...(name && { member: name }) });
        return;
      }
      visit(unwrap(current.object), memberName(current), runs);
      if (current.computed) visit(current.property, undefined, runs);
    }

    function refer(identifier: Node, member: string | undefined): void {
      const binding = tree.bindingOf(identifier);
      if (binding && (binding.topLevel || locals.has(binding.key))) {
        references.push({ name: binding.key, start: identifier.start, ...(member && { member }) });
      } else if (!binding && tree.isGlobal(identifier) && toAccessPath(identifier).root === identifier) {
        const whole =
          toExportTarget(tree, identifier) ?? (nameOf(identifier) === 'module' ? wholeExport : undefined);
        if (whole) references.push({ name: wholeExport, start: identifier.start });
      }
    }
  }
}

/** Whether a node runs code that somebody else wrote; `new Map()` does not. */
function asksOthers(tree: ModuleTree, node: Node): boolean {
  if (node.type === 'AwaitExpression' || node.type === 'TaggedTemplateExpression') return true;
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const { root } = toAccessPath(node.callee);
  return !(root.type === 'Identifier' && tree.isGlobal(root) && pureGlobals.has(root.name));
}

function toUnit({
  range,
  replacement,
  declares,
  effects,
  imports,
}: UnitDraft): Omit<Unit, 'references' | 'loads' | 'calls'> {
  return {
    range,
    declares,
    effects,
    ...(replacement !== undefined && { replacement }),
    ...(imports && { imports }),
  };
}

function listDeclared(drafts: readonly UnitDraft[]): readonly string[] {
  return drafts.flatMap(({ declares, parts = [] }) => [...declares, ...listDeclared(parts)]);
}

function nameOf(identifier: Node): string | undefined {
  return 'name' in identifier && typeof identifier.name === 'string' ? identifier.name : undefined;
}
