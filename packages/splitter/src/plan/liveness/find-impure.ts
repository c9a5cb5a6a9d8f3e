import type { Callee, Effect } from '../../source/source-facts.ts';
import { acts } from '../../source/telling-names.ts';
import type { LinkedModule } from './linked-module.ts';
import type { LinkedSources } from './linked-sources.ts';

/** Tells effects that matter to others from those of calls whose functions turn out to make values only. */
export interface Purity {
  /** Whether the effect concerns more than the module's own bindings. */
  isHard(module: LinkedModule, effect: Effect): boolean;
}

export function createPurity(sources: LinkedSources): Purity {
  const known = new Map<string, boolean>();
  return { isHard };

  function isHard(module: LinkedModule, { owner, callee }: Effect): boolean {
    if (callee) return acts.test(callee.members.at(-1) ?? '') || isImpure(module, callee);
    return owner === undefined;
  }

  /** While a function is being looked at, a call of itself adds nothing. */
  function isImpure(module: LinkedModule, callee: Callee): boolean {
    const found = findCallable(module, callee);
    if (!found) return acts.test(importedName(module, callee) ?? callee.name);
    const key = `${found.module.facts.file} ${found.key}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, false);
    // A function that changes its module's state when it is called does that to all who import the module.
    const impure =
      found.module.facts.callables
        .get(found.key)
        ?.effects.some((effect) => effect.owner !== undefined || isHard(found.module, effect)) ?? false;
    known.set(key, impure);
    return impure;
  }

  function findCallable(
    module: LinkedModule,
    { name, members }: Callee,
  ): { module: LinkedModule; key: string } | undefined {
    const imported = module.imports.get(name);
    if (!imported) return firstCallable(module, [name, ...members.slice(0, 1)].join('.'));
    const source = sources.findModule(module, imported.specifier);
    const found = source && sources.findExport(source, { imported: imported.imported, member: members[0] });
    if (!found) return undefined;
    const { name: own, alias } = found.facts;
    return firstCallable(
      found.module,
      ...[alias, own].flatMap((key) => (key ? [[key, found.member].filter(Boolean).join('.')] : [])),
    );
  }
}

function firstCallable(
  module: LinkedModule,
  ...keys: readonly string[]
): { module: LinkedModule; key: string } | undefined {
  const key = keys.find((candidate) => module.facts.callables.has(candidate));
  return key === undefined ? undefined : { module, key };
}

function importedName(module: LinkedModule, { name, members }: Callee): string | undefined {
  return members.at(-1) ?? module.imports.get(name)?.imported;
}
