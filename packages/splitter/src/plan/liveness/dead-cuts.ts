import { isBuiltin } from 'node:module';
import type { Unit } from '../../source/source-facts.ts';
import type { Cut, SplitOptions } from '../../split-plan.ts';
import { withoutNested } from '../cuts.ts';
import { isErasedImport } from './effectful-modules.ts';
import type { LinkedModule } from './linked-module.ts';
import type { LinkedSources } from './linked-sources.ts';
import type { FoundLiveness } from './liveness.ts';

/** Cuts of registrations, and with them everything that only they needed. */
export function addDeadCuts(
  registrations: ReadonlyMap<string, readonly Cut[]>,
  {
    live,
    sources,
    options,
  }: { readonly live: FoundLiveness; readonly sources: LinkedSources; readonly options: SplitOptions },
): ReadonlyMap<string, readonly Cut[]> {
  const cuts = new Map<string, readonly Cut[]>();
  for (const [module, units] of live.units) {
    const { file } = module.facts;
    const dead = module.facts.units.flatMap((unit, index) =>
      unit.imports ? cutImport(module, unit, units.has(index)) : cutUnit(unit, index, units),
    );
    const all = withoutNested([...(registrations.get(file) ?? []), ...dead]);
    if (all.length > 0) cuts.set(file, all);
  }
  return new Map([...cuts].sort(([one], [other]) => (one < other ? -1 : 1)));

  function cutUnit(
    { range, replacement, parent, declares, references, loads, effects }: Unit,
    index: number,
    units: ReadonlySet<number>,
  ): readonly Cut[] {
    const covered = parent !== undefined && !units.has(parent);
    const says = declares.length + references.length + loads.length + effects.length > 0;
    if (units.has(index) || covered || !says) return [];
    return [{ ...range, ...(replacement !== undefined && { replacement }) }];
  }

  function cutImport(
    module: LinkedModule,
    { imports, range, replacement }: Unit,
    live_: boolean,
  ): readonly Cut[] {
    if (!imports || isErasedImport(module, imports.bindings)) return [];
    const { bindings, specifier, reexports, bare } = imports;
    const nameOf = (name: string) => (!reexports ? name : name === '*' ? `* ${specifier}` : `export ${name}`);
    const unneeded = bindings.filter(({ name }) => !live.isNeeded(module, nameOf(name)));
    if (
      bindings.length === 0 ||
      (live_ && unneeded.length === bindings.length && !reexports && isUnusedEverywhere(module, bindings))
    )
      return [];
    if (unneeded.length < bindings.length)
      return unneeded.flatMap((binding) => (binding.range ? [{ ...binding.range }] : []));
    const whole = { start: range.start, end: range.end };
    const evaluated = isEvaluated(module, specifier);
    if (replacement !== undefined) return evaluated ? [] : [{ ...whole, replacement }];
    return [evaluated ? { ...whole, replacement: bare } : whole];
  }

  function isEvaluated(module: LinkedModule, specifier: string): boolean {
    const source = sources.findModule(module, specifier);
    if (source) return live.effectful.has(source);
    if (isBuiltin(specifier)) return false;
    return options.shake !== 'packages' || isKept(specifier, options.keepImports);
  }
}

function isUnusedEverywhere(
  { referenced }: LinkedModule,
  bindings: readonly { readonly name: string }[],
): boolean {
  return bindings.every(({ name }) => !referenced.has(name));
}

/** `reflect-metadata` keeps `reflect-metadata/lite`, too. */
function isKept(specifier: string, keepImports: readonly string[]): boolean {
  return keepImports.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}
