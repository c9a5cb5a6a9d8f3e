import type { Cut } from '../../split-plan.ts';
import { isCut } from './cut-ranges.ts';
import type { LinkedModule } from './linked-module.ts';
import type { LinkedSources } from './linked-sources.ts';

/** Who evaluates a module when it is evaluated itself. */
interface Importer {
  readonly module: LinkedModule;
  /** Place of a `require` within a statement, which may be cut. */
  readonly at?: number;
}

export type Importers = ReadonlyMap<LinkedModule, readonly Importer[]>;

export function listImporters(sources: LinkedSources): Importers {
  const importers = new Map<LinkedModule, Importer[]>();
  for (const module of sources.modules.values()) {
    for (const { imports, loads } of module.facts.units) {
      if (imports && !isErasedImport(module, imports.bindings)) add(module, imports.specifier);
      for (const { specifier, start, runs } of loads) if (runs) add(module, specifier, start);
    }
  }
  return importers;

  function add(module: LinkedModule, specifier: string, at?: number): void {
    const source = sources.findModule(module, specifier);
    if (!source) return;
    const importer = { module, ...(at !== undefined && { at }) };
    importers.set(source, [...(importers.get(source) ?? []), importer]);
  }
}

/** TypeScript drops an import none of whose names is used as a value. */
export function isErasedImport(
  { facts, referenced }: LinkedModule,
  bindings: readonly { readonly name: string }[],
): boolean {
  return (
    /\.[cm]?tsx?$/.test(facts.file) &&
    bindings.length > 0 &&
    bindings.every(({ name }) => !referenced.has(name))
  );
}

/** Modules that do something when evaluated, or evaluate one that does. */
export function findEffectful(
  acting: Iterable<LinkedModule>,
  importers: Importers,
  cuts: ReadonlyMap<string, readonly Cut[]>,
): ReadonlySet<LinkedModule> {
  const effectful = new Set(acting);
  // A set that grows while it is walked: each module is visited once.
  for (const module of effectful) {
    for (const { module: importer, at } of importers.get(module) ?? []) {
      if (at === undefined || !isCut(cuts, importer, at)) effectful.add(importer);
    }
  }
  return effectful;
}
