import type { ExpressApp } from '../../express-app.ts';
import { toOffset } from '../../source/line-index.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Hazard } from './hazard.ts';

/** Modules that functions load by expressions which may mean anything: nothing of the kind was loaded, and no directory is named. */
export function listLoadHazards(
  { dynamicRequires }: ExpressApp,
  { modules }: LinkedSources,
): readonly Hazard[] {
  return [...modules.values()].flatMap((module) => {
    const { file, lineStarts, places } = module.facts;
    const known = new Set(
      dynamicRequires.flatMap(({ site }) => (site.file === file ? toOffset(lineStarts, site) : [])),
    );
    return places.flatMap(({ kind, start }): readonly Hazard[] =>
      kind === 'load' && !known.has(start)
        ? [{ code: 'split.unfollowed-module', module, start, what: 'a module loaded by an expression' }]
        : [],
    );
  });
}
