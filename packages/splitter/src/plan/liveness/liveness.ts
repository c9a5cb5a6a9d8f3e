import type { ExpressApp } from '../../express-app.ts';
import type { SourceFacts } from '../../source/source-facts.ts';
import type { Cut } from '../../split-plan.ts';
import { isCut } from './cut-ranges.ts';
import { findEffectful, listImporters } from './effectful-modules.ts';
import { createPurity } from './find-impure.ts';
import { findLive, type Liveness } from './find-live.ts';
import type { LinkedModule } from './linked-module.ts';
import { type LinkedSources, linkSources } from './linked-sources.ts';

/** Answers, for any set of cuts, what of the app is still alive. */
export interface LivenessFinder {
  readonly sources: LinkedSources;
  /** Modules that were loaded, but not by anything that the source shows. */
  readonly unfollowed: readonly string[];
  find(cuts: ReadonlyMap<string, readonly Cut[]>): FoundLiveness;
}

export interface FoundLiveness extends Liveness {
  readonly effectful: ReadonlySet<LinkedModule>;
}

const uncut: ReadonlyMap<string, readonly Cut[]> = new Map();

export function createLivenessFinder(app: ExpressApp, facts: SourceFacts): LivenessFinder {
  const sources = linkSources(facts);
  const importers = listImporters(sources);
  const hardPlaces = listHardPlaces(sources);
  const entry = sources.modules.get(app.entry);
  const roots = entry ? [entry] : [];
  const dynamic = new Map<LinkedModule, LinkedModule[]>();
  for (const { site, resolved, lazy } of app.dynamicRequires) {
    if (lazy) continue;
    const [from, to] = [sources.modules.get(site.file), sources.modules.get(resolved)];
    if (from && to) dynamic.set(from, [...(dynamic.get(from) ?? []), to]);
  }
  const loadsOf = (module: LinkedModule) => dynamic.get(module) ?? [];
  const whole = findLive({
    sources,
    roots,
    cuts: uncut,
    hard: (module, unit) => hardPlaces.get(module)?.has(unit) ?? false,
    effectful: () => true,
    loadsOf,
  });
  const promoted = listUnasked(whole);
  const acting = [...sources.modules.values()].filter((module) => acts(module, uncut));
  return {
    sources,
    unfollowed: [...sources.modules.values()]
      .filter((module) => !whole.units.has(module))
      .map(({ facts: { file } }) => file),
    find,
  };

  function find(cuts: ReadonlyMap<string, readonly Cut[]>): FoundLiveness {
    const still = acting.filter((module) => !cuts.has(module.facts.file) || acts(module, cuts));
    const effectful = findEffectful(still, importers, cuts);
    const hard = (module: LinkedModule, unit: number) =>
      isHard(module, unit, cuts) || loadsEffects(module, unit, effectful, cuts);
    return {
      ...findLive({ sources, roots, cuts, hard, effectful: (module) => effectful.has(module), loadsOf }),
      effectful,
    };
  }

  function acts(module: LinkedModule, cuts: ReadonlyMap<string, readonly Cut[]>): boolean {
    return module.facts.units.some(
      ({ parent, imports }, index) =>
        (imports?.bindings.length === 0 && !sources.findModule(module, imports.specifier)) ||
        (parent === undefined && isHard(module, index, cuts)) ||
        loadsOf(module).length > 0,
    );
  }

  function isHard(module: LinkedModule, unit: number, cuts: ReadonlyMap<string, readonly Cut[]>): boolean {
    if (promoted.get(module)?.has(unit)) return true;
    return (
      hardPlaces
        .get(module)
        ?.get(unit)
        ?.some((place) => !isCut(cuts, module, place)) ?? false
    );
  }

  function loadsEffects(
    module: LinkedModule,
    unit: number,
    effectful: ReadonlySet<LinkedModule>,
    cuts: ReadonlyMap<string, readonly Cut[]>,
  ): boolean {
    const loads = module.facts.units[unit]?.loads ?? [];
    return loads.some(({ specifier, start, runs }) => {
      const source = runs && !isCut(cuts, module, start) ? sources.findModule(module, specifier) : undefined;
      return source !== undefined && effectful.has(source);
    });
  }
}

/** Unit -> places of its effects on others. */
function listHardPlaces(
  sources: LinkedSources,
): ReadonlyMap<LinkedModule, ReadonlyMap<number, readonly number[]>> {
  const purity = createPurity(sources);
  const all = new Map<LinkedModule, Map<number, readonly number[]>>();
  for (const module of sources.modules.values()) {
    const places = new Map<number, readonly number[]>();
    for (const [index, { effects }] of module.facts.units.entries()) {
      const hard = effects.filter((effect) => purity.isHard(module, effect)).map(({ at }) => at);
      if (hard.length > 0) places.set(index, hard);
    }
    all.set(module, places);
  }
  return all;
}

/** Calls whose results nobody asks for even in the whole app: they were written for what they do. */
function listUnasked(whole: Liveness): ReadonlyMap<LinkedModule, ReadonlySet<number>> {
  return new Map(
    [...whole.units].map(([module, live]) => {
      const unasked = [...module.facts.units.entries()].filter(
        ([index, { calls, parent }]) =>
          calls && !live.has(index) && (parent === undefined || live.has(parent)),
      );
      return [module, new Set(unasked.map(([index]) => index))];
    }),
  );
}
