import { wholeExport } from '../../source/commonjs-exports.ts';
import type { ExportFacts, SourceFacts } from '../../source/source-facts.ts';
import { type LinkedModule, linkModule } from './linked-module.ts';

/** The app's modules, each import followed to what it means. */
export interface LinkedSources {
  readonly modules: ReadonlyMap<string, LinkedModule>;
  /** The module that a specifier means, if it is one of the app's own. */
  findModule(from: LinkedModule, specifier: string): LinkedModule | undefined;
  /** Where an export is written, through re-exports; undefined where it cannot be told. */
  findExport(module: LinkedModule, wanted: WantedExport): FoundExport | undefined;
}

/** An imported name, `*` for all, and a member of it if no more is used. */
export interface WantedExport {
  readonly imported: string;
  readonly member?: string | undefined;
}

interface FoundExport {
  readonly module: LinkedModule;
  readonly facts: Extract<ExportFacts, { kind: 'local' }>;
  readonly member?: string | undefined;
}

export function linkSources({ modules }: SourceFacts): LinkedSources {
  const linked = new Map([...modules].map(([file, facts]) => [file, linkModule(facts)]));
  const sources: LinkedSources = { modules: linked, findModule, findExport };
  return sources;

  function findModule({ facts }: LinkedModule, specifier: string): LinkedModule | undefined {
    return linked.get(facts.resolved.get(specifier) ?? '');
  }

  function findExport(
    module: LinkedModule,
    wanted: WantedExport,
    seen = new Set<string>(),
  ): FoundExport | undefined {
    const { facts } = module;
    const trace = `${facts.file} ${wanted.imported} ${wanted.member ?? ''}`;
    if (seen.has(trace)) return undefined;
    seen.add(trace);
    if (facts.format === 'commonjs') return findCommonjsExport(module, wanted);
    const whole = wanted.imported === '*';
    const name = whole ? wanted.member : wanted.imported;
    if (name === undefined) return undefined;
    const member = whole ? undefined : wanted.member;
    const found = facts.exports.get(name);
    if (found?.kind === 'local') return { module, facts: found, member };
    if (found) {
      const source = findModule(module, found.specifier);
      return source && findExport(source, { imported: found.imported, member }, seen);
    }
    for (const specifier of facts.starExports) {
      const source = findModule(module, specifier);
      const through = source && findExport(source, { imported: name, member }, seen);
      if (through) return through;
    }
    return undefined;
  }
}

/** `require` and a default import give the whole of `module.exports`, a named import a member of it. */
function findCommonjsExport(
  module: LinkedModule,
  { imported, member }: WantedExport,
): FoundExport | undefined {
  const name = imported === '*' || imported === 'default' ? member : imported;
  const rest = name === imported ? member : undefined;
  const { exports } = module.facts;
  const named = name === undefined ? undefined : exports.get(`${wholeExport}.${name}`);
  if (named?.kind === 'local') return { module, facts: named, member: rest };
  const whole = exports.get(wholeExport);
  return whole?.kind === 'local' ? { module, facts: whole, member: name } : undefined;
}
