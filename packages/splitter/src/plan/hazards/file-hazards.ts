import type { DiscoveredRouter, ExpressApp, Site } from '../../express-app.ts';
import { toOffset } from '../../source/line-index.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Hazard, Place } from './hazard.ts';

interface FileUseAt extends Place {
  readonly path: string;
  readonly writes: boolean;
}

/** Files that requests write concern whoever reads them later: what is shipped with a function never changes. */
export function addReaders(
  hazards: readonly Hazard[],
  app: ExpressApp,
  sources: LinkedSources,
): readonly Hazard[] {
  const uses = [...listNamed(sources), ...listServed(app, sources)];
  return hazards.map((hazard) => {
    if (hazard.code !== 'split.local-files') return hazard;
    // What the source does not tell may be any file.
    const [path = ''] = uses.flatMap((use) => (use.writes && isAt(use, hazard) ? use.path : []));
    return { ...hazard, alsoAt: uses.filter((use) => !use.writes && mayBeSame(use.path, path)) };
  });
}

function listNamed({ modules }: LinkedSources): readonly FileUseAt[] {
  return [...modules.values()].flatMap((module) =>
    module.facts.places.flatMap((place) => (place.kind === 'file' ? [{ module, ...place }] : [])),
  );
}

/** What `express.static` reads. */
function listServed({ router }: ExpressApp, { modules }: LinkedSources): readonly FileUseAt[] {
  return listStaticRoots(router).flatMap(({ site, path }) => {
    const module = modules.get(site.file);
    return module ? [{ module, start: toOffset(module.facts.lineStarts, site), path, writes: false }] : [];
  });
}

function listStaticRoots({
  registrations,
}: DiscoveredRouter): readonly { readonly site: Site; readonly path: string }[] {
  return registrations.flatMap((registration) => {
    if (registration.kind !== 'use') return [];
    const { site, staticRoot, mounted } = registration;
    return [
      ...(staticRoot ? [{ site, path: staticRoot }] : []),
      ...(mounted ? listStaticRoots(mounted) : []),
    ];
  });
}

function isAt(one: Place, { module, start }: Place): boolean {
  return one.module === module && one.start === start;
}

/** Of each, its beginning: a file, or a directory in which it is. */
function mayBeSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
