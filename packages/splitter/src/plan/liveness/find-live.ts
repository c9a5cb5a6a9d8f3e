import { wholeExport } from '../../source/commonjs-exports.ts';
import type { Reference } from '../../source/source-facts.ts';
import type { Cut } from '../../split-plan.ts';
import { isCut } from './cut-ranges.ts';
import type { LinkedModule } from './linked-module.ts';
import type { LinkedSources, WantedExport } from './linked-sources.ts';

/** What of the app's source a function can still reach. */
export interface Liveness {
  /** Evaluated modules and, of each, the units that are needed. */
  readonly units: ReadonlyMap<LinkedModule, ReadonlySet<number>>;
  /** Local names of imports that are needed, by module. */
  isNeeded(module: LinkedModule, name: string): boolean;
}

export interface LivenessQuestion {
  readonly sources: LinkedSources;
  /** Modules from which everything is reached, with all that they export. */
  readonly roots: readonly LinkedModule[];
  readonly cuts: ReadonlyMap<string, readonly Cut[]>;
  /** Units that act by themselves, once their module is evaluated. */
  readonly hard: (module: LinkedModule, unit: number) => boolean;
  /** Whether a module must be evaluated wherever something imports it. */
  readonly effectful: (module: LinkedModule) => boolean;
  /** What a module loads in ways that are not in its source as a literal. */
  readonly loadsOf: (module: LinkedModule) => readonly LinkedModule[];
}

/** Marks from the roots along references, imports and loads, as far as they are not cut. */
export function findLive({ sources, roots, cuts, hard, effectful, loadsOf }: LivenessQuestion): Liveness {
  const live = new Map<LinkedModule, Set<number>>();
  const needed = new Map<LinkedModule, Set<string>>();
  const asked = new Set<string>();
  for (const module of roots) want(module, { imported: '*' });
  return { units: live, isNeeded: (module, name) => needed.get(module)?.has(name) ?? false };

  function evaluate(module: LinkedModule): Set<number> {
    const known = live.get(module);
    if (known) return known;
    const units = new Set<number>();
    live.set(module, units);
    needed.set(module, new Set());
    for (const [index, { imports, parent }] of module.facts.units.entries()) {
      if (imports) followImport(module, index);
      else if (parent === undefined && hard(module, index)) activate(module, index);
    }
    for (const loaded of loadsOf(module)) want(loaded, { imported: '*' });
    return units;
  }

  /** An import whose bindings nobody needs still evaluates what acts by itself; one without bindings was written for that. */
  function followImport(module: LinkedModule, index: number): void {
    const { imports } = module.facts.units[index] ?? {};
    const source = imports && sources.findModule(module, imports.specifier);
    if (!imports) return;
    const unused = !imports.reexports && imports.bindings.every(({ name }) => !module.referenced.has(name));
    if (unused && imports.bindings.length > 0 && /\.[cm]?tsx?$/.test(module.facts.file)) return;
    if (unused) live.get(module)?.add(index);
    if (source && (unused || effectful(source))) evaluate(source);
  }

  function activate(module: LinkedModule, index: number): void {
    const units = evaluate(module);
    const unit = module.facts.units[index];
    if (!unit || units.has(index)) return;
    units.add(index);
    if (unit.parent !== undefined) activate(module, unit.parent);
    for (const reference of unit.references)
      if (!isCut(cuts, module, reference.start)) follow(module, reference);
    for (const { specifier, member, start } of unit.loads) {
      const source = isCut(cuts, module, start) ? undefined : sources.findModule(module, specifier);
      if (source) want(source, { imported: '*', member });
    }
    for (const child of module.children.get(index) ?? []) if (hard(module, child)) activate(module, child);
  }

  function follow(module: LinkedModule, { name, member }: Pick<Reference, 'name' | 'member'>): void {
    const key = member === undefined ? name : `${name}.${member}`;
    if (asked.has(`${module.facts.file}\0${key}`)) return;
    asked.add(`${module.facts.file}\0${key}`);
    needed.get(module)?.add(name);
    if (name === wholeExport) followWholeExport(module, member);
    const imported = module.imports.get(name);
    if (imported) {
      activate(module, imported.unit);
      const source = sources.findModule(module, imported.specifier);
      if (source) want(source, { imported: imported.imported, member });
    }
    for (const unit of module.declaring.get(name) ?? []) activate(module, unit);
    for (const unit of module.changing.get(name) ?? []) if (!isOwnedCut(module, unit)) activate(module, unit);
    const properties = module.properties.get(name) ?? [];
    const wanted = properties.includes(key) ? [key] : properties;
    for (const property of wanted)
      for (const unit of module.declaring.get(property) ?? []) activate(module, unit);
  }

  function isOwnedCut(module: LinkedModule, index: number): boolean {
    return (module.facts.units[index]?.effects ?? []).every(
      ({ owner, at }) => owner === undefined || isCut(cuts, module, at),
    );
  }

  function want(module: LinkedModule, wanted: WantedExport): void {
    evaluate(module);
    if (module.facts.format === 'commonjs') {
      wantCommonjs(module, wanted);
      return;
    }
    const { exports, starExports } = module.facts;
    const name = wanted.imported === '*' ? wanted.member : wanted.imported;
    const member = wanted.imported === '*' ? undefined : wanted.member;
    const names = name === undefined ? [...exports.keys()] : [name];
    for (const each of names) wantName(module, each, member);
    if (name !== undefined && exports.has(name)) return;
    for (const specifier of starExports) {
      const source = sources.findModule(module, specifier);
      const through = name === undefined || !source || mayExport(source, name);
      if (through) needed.get(module)?.add(`* ${specifier}`);
      if (through && source)
        want(source, name === undefined ? { imported: '*' } : { imported: name, member });
    }
  }

  function wantName(module: LinkedModule, name: string, member: string | undefined): void {
    const found = module.facts.exports.get(name);
    if (!found) return;
    needed.get(module)?.add(`export ${name}`);
    if (found.kind === 'local') {
      for (const unit of module.declaring.get(found.name) ?? []) activate(module, unit);
      follow(module, { name: found.alias ?? found.name, ...(member && { member }) });
      return;
    }
    const source = sources.findModule(module, found.specifier);
    if (source) want(source, { imported: found.imported, member });
  }

  function wantCommonjs(module: LinkedModule, { imported, member }: WantedExport): void {
    const name = imported === '*' || imported === 'default' ? member : imported;
    follow(module, { name: wholeExport, ...(name && { member: name }) });
    // What was compiled from a module has its default export there, and bundlers look for it.
    if (imported === 'default') wantName(module, `${wholeExport}.default`, member);
  }

  function followWholeExport(module: LinkedModule, member: string | undefined): void {
    for (const key of module.facts.exports.keys()) {
      if (key === wholeExport) wantName(module, key, member);
      else if (member === undefined || key === `${wholeExport}.${member}`) wantName(module, key, undefined);
    }
  }

  /** Whether `export *` of the module could give the name; what is not the app's own could give any. */
  function mayExport(module: LinkedModule, name: string): boolean {
    if (name === 'default') return false;
    if (module.facts.format === 'commonjs' || module.facts.exports.has(name)) return true;
    return module.facts.starExports.some((specifier) => {
      const source = sources.findModule(module, specifier);
      return !source || mayExport(source, name);
    });
  }
}
