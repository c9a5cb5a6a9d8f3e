import type { Node } from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';
import type { Effect, ExportFacts, ImportFacts, Range } from './source-facts.ts';

/** A unit before its references are known: its node is what they are looked for in. */
export interface UnitDraft {
  readonly node: Node;
  readonly range: Range;
  readonly replacement?: string;
  readonly declares: readonly string[];
  readonly effects: readonly Effect[];
  readonly imports?: ImportFacts;
  /** It refers to what it names only when somebody asks for that. */
  readonly alias?: boolean;
  /** Pieces within that can go on their own. */
  readonly parts?: readonly UnitDraft[];
}

/** What the top level of a module is made of. */
export interface ModuleDraft {
  readonly units: readonly UnitDraft[];
  readonly exports: readonly (readonly [string, ExportFacts])[];
}

export const nothing: ModuleDraft = { units: [], exports: [] };

export function joinDrafts(drafts: readonly ModuleDraft[]): ModuleDraft {
  return { units: drafts.flatMap(({ units }) => units), exports: drafts.flatMap(({ exports }) => exports) };
}

/** An element of a list with the comma after it, so that the others stay a list. */
export function withComma({ source }: ModuleTree, { start, end }: Range): Range {
  const comma = /^(?:\s|\/\*.*?\*\/|\/\/[^\n]*\n)*, ?/s.exec(source.slice(end, end + 200));
  return { start, end: end + (comma?.[0].length ?? 0) };
}

/** An export that only names something of the module: who asks for a member of it asks for one of that. */
export function draftAlias(
  exported: string,
  alias: string,
  whole: Pick<UnitDraft, 'node' | 'range'>,
): ModuleDraft {
  const name = `export ${exported}`;
  const facts: ExportFacts = { kind: 'local', name, alias };
  return { units: [{ ...whole, declares: [name], effects: [], alias: true }], exports: [[exported, facts]] };
}
