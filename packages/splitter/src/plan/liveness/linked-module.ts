import type { ImportedBinding, ModuleFacts, Unit } from '../../source/source-facts.ts';

/** A module's facts with the ways from a name to the units that matter for it. */
export interface LinkedModule {
  readonly facts: ModuleFacts;
  /** Binding key -> units that declare it. */
  readonly declaring: ReadonlyMap<string, readonly number[]>;
  /** Binding key -> units that only change its object. */
  readonly changing: ReadonlyMap<string, readonly number[]>;
  /** Name of an object -> keys of its properties that can go alone. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Local name -> what was imported. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Names to which anything at all refers. */
  readonly referenced: ReadonlySet<string>;
}

interface ImportedName extends ImportedBinding {
  readonly unit: number;
  readonly specifier: string;
}

export function linkModule(facts: ModuleFacts): LinkedModule {
  const { units } = facts;
  const declaring = index(units, ({ declares }) => declares);
  return {
    facts,
    declaring,
    changing: index(units, ({ effects }) => effects.flatMap(({ owner }) => owner ?? [])),
    properties: listProperties(declaring),
    children: indexChildren(units),
    imports: new Map(units.flatMap(toImportedNames)),
    referenced: new Set(units.flatMap(({ references }) => references.map(({ name }) => name))),
  };
}

function index(
  units: readonly Unit[],
  keysOf: (unit: Unit) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [position, unit] of units.entries()) {
    for (const key of new Set(keysOf(unit))) found.set(key, [...(found.get(key) ?? []), position]);
  }
  return found;
}

function indexChildren(units: readonly Unit[]): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const [position, { parent }] of units.entries()) {
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), position]);
  }
  return children;
}

function listProperties(
  declaring: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly string[]> {
  const properties = new Map<string, string[]>();
  for (const key of declaring.keys()) {
    const dot = key.lastIndexOf('.');
    if (dot > 0) properties.set(key.slice(0, dot), [...(properties.get(key.slice(0, dot)) ?? []), key]);
  }
  return properties;
}

function toImportedNames({ imports }: Unit, unit: number): readonly (readonly [string, ImportedName])[] {
  if (!imports || imports.reexports) return [];
  return imports.bindings.map((binding) => [
    binding.name,
    { ...binding, unit, specifier: imports.specifier },
  ]);
}
