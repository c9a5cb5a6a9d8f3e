import type { FileUse } from '../../source/source-facts.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Hazard } from './hazard.ts';

/** Files that requests write concern whoever reads them later: what is shipped with a function never changes. */
export function addReaders(hazards: readonly Hazard[], { modules }: LinkedSources): readonly Hazard[] {
  const uses = [...modules.values()].flatMap((module) =>
    module.facts.places.flatMap((place) => (place.kind === 'file' ? [{ module, ...place }] : [])),
  );
  return hazards.map((hazard) => {
    if (hazard.code !== 'split.local-files') return hazard;
    // What the source does not tell may be any file.
    const [path = ''] = uses.flatMap((use) => (use.writes && isAt(use, hazard) ? use.path : []));
    return { ...hazard, alsoAt: uses.filter((use) => !use.writes && mayBeSame(use.path, path)) };
  });
}

function isAt(use: FileUse & { readonly module: LinkedModule }, { module, start }: Hazard): boolean {
  return use.module === module && use.start === start;
}

/** Of each, its beginning: a file, or a directory in which it is. */
function mayBeSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
