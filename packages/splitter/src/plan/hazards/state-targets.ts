import type { Scope, Use } from '../../source/source-facts.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';

/** A function, class or variable of the app's own, wherever it is mentioned. */
export interface Target {
  readonly module: LinkedModule;
  readonly key: string;
}

interface TargetUse {
  readonly module: LinkedModule;
  readonly use: Use;
}

/** What runs while the app loads, and only then: followed from the top level along calls. */
export interface LoadTimes {
  /** Uses of what a function, class or variable is called, over all modules. */
  usesOf(target: Target): readonly TargetUse[];
  /** Whether code in the scope runs while the app loads, as far as calls can be followed. */
  runsAtLoad(module: LinkedModule, scope: Scope): boolean;
  /** Whether it runs at no other time. */
  runsOnlyAtLoad(module: LinkedModule, scope: Scope): boolean;
  find(module: LinkedModule, mention: Mention): Target | undefined;
}

interface Mention {
  readonly name: string;
  readonly member?: string | undefined;
}

export function createLoadTimes(sources: LinkedSources): LoadTimes {
  const uses = collectUses(sources);
  const usesOf = ({ module, key }: Target) => uses.get(idOf(module, key)) ?? [];
  const atLoad = new Map<string, boolean>();
  const onlyAtLoad = new Map<string, boolean>();
  return {
    usesOf,
    runsAtLoad,
    runsOnlyAtLoad,
    find: (module, mention) => findTarget(sources, module, mention),
  };

  function runsAtLoad(module: LinkedModule, scope: Scope): boolean {
    if (scope === undefined || scope === '') return true;
    if (scope === '*') return false;
    const id = idOf(module, scope);
    const known = atLoad.get(id);
    if (known !== undefined) return known;
    atLoad.set(id, false);
    const found =
      module.facts.state.registering.has(scope) ||
      usesOf({ module, key: scope }).some(
        ({ module: from, use }) => use.called && runsAtLoad(from, use.scope),
      );
    atLoad.set(id, found);
    return found;
  }

  function runsOnlyAtLoad(module: LinkedModule, scope: Scope): boolean {
    if (scope === undefined || scope === '') return true;
    if (scope === '*') return false;
    const id = idOf(module, scope);
    const known = onlyAtLoad.get(id);
    if (known !== undefined) return known;
    // A function that calls itself is called at load only if all others do so at load only.
    onlyAtLoad.set(id, true);
    const all = usesOf({ module, key: scope });
    const found =
      (all.length > 0 || module.facts.state.registering.has(scope)) &&
      all.every(({ module: from, use }) => use.called && runsOnlyAtLoad(from, use.scope));
    onlyAtLoad.set(id, found);
    return found;
  }
}

function collectUses(sources: LinkedSources): ReadonlyMap<string, readonly TargetUse[]> {
  const uses = new Map<string, TargetUse[]>();
  for (const module of sources.modules.values()) {
    for (const use of module.facts.state.uses) {
      const target = findTarget(sources, module, use);
      if (!target) continue;
      const id = idOf(target.module, target.key);
      const known = uses.get(id);
      if (known) known.push({ module, use });
      else uses.set(id, [{ module, use }]);
    }
  }
  return uses;
}

/** Name and member as a module mentions them -> where that is written. */
function findTarget(
  sources: LinkedSources,
  module: LinkedModule,
  { name, member }: Mention,
): Target | undefined {
  const imported = module.imports.get(name);
  if (!imported) return toKnown(module, name, member);
  const source = sources.findModule(module, imported.specifier);
  const found = source && sources.findExport(source, { imported: imported.imported, member });
  if (!found) return undefined;
  return toKnown(found.module, found.facts.alias ?? found.facts.name, found.member);
}

function toKnown(module: LinkedModule, name: string, member: string | undefined): Target {
  const property = `${name}.${member}`;
  const key = member !== undefined && module.facts.callables.has(property) ? property : name;
  return { module, key };
}

function idOf({ facts }: LinkedModule, key: string): string {
  return `${facts.file}\0${key}`;
}
