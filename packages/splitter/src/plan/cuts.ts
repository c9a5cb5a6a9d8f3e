import type { Site } from '../express-app.ts';
import type { SourceFacts } from '../source/source-facts.ts';
import type { Cut } from '../split-plan.ts';

/** Sites to cut -> ranges by file, in order. A site that the source does not show stays: a function may hold more than it needs. */
export function listCuts(sites: readonly Site[], facts: SourceFacts): ReadonlyMap<string, readonly Cut[]> {
  const cuts = new Map<string, Cut[]>();
  for (const { file, line, column } of sites) {
    const range = facts.modules.get(file)?.calls.get(`${line}:${column}`);
    if (!range) continue;
    const ranges = cuts.get(file);
    if (ranges) ranges.push(range);
    else cuts.set(file, [range]);
  }
  return new Map([...cuts].sort().map(([file, ranges]) => [file, withoutNested(ranges)]));
}

/** In order, without what lies within another: a router that is built within the arguments of a `use` that goes. */
export function withoutNested(cuts: readonly Cut[]): readonly Cut[] {
  const sorted = cuts.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const kept: Cut[] = [];
  for (const cut of sorted) if (cut.end > (kept.at(-1)?.end ?? -1)) kept.push(cut);
  return kept;
}
