import type { ExpressApp, LoadEffect } from '../../express-app.ts';
import type { FindingCode } from '../../findings/catalogue.ts';
import { toOffset } from '../../source/line-index.ts';
import type { LivenessFinder } from '../liveness/liveness.ts';
import { followObjects } from '../state/follow-objects.ts';
import { endings } from '../state/outside-calls.ts';
import { addReaders } from './file-hazards.ts';
import type { Hazard } from './hazard.ts';
import { listLoadHazards } from './load-hazards.ts';
import { listStateHazards } from './state-hazards.ts';

/** All that could keep routes in the lith: told by the source, and seen while the app loaded. */
export function listHazards(app: ExpressApp, { sources }: LivenessFinder): readonly Hazard[] {
  const bySource = [...sources.modules.values()].flatMap((module) =>
    module.facts.places.flatMap((place) =>
      place.kind === 'hazard' ? [{ module, code: place.code, start: place.start, what: place.what }] : [],
    ),
  );
  const flow = followObjects(app, sources);
  const seen = app.effects.flatMap((effect) => {
    const module = sources.modules.get(effect.site.file);
    const code = toCode(effect);
    // What answers upgrades there is known, and so is who else has to do with it.
    if (!module || !code || (code === 'split.upgrade' && flow.seen.connecting.has(module))) return [];
    return [
      { module, code, start: toOffset(module.facts.lineStarts, effect.site), what: `\`${effect.what}\`` },
    ];
  });
  const all = [...bySource, ...seen, ...listStateHazards(flow, sources), ...listLoadHazards(app, sources)];
  return addReaders(withoutRepeated(all), app, sources);
}

const codes: Readonly<Record<LoadEffect['kind'], FindingCode | undefined>> = {
  timer: 'split.timer',
  'process-listener': 'split.process-listener',
  'upgrade-listener': 'split.upgrade',
  'memory-session': 'split.memory-session',
  'memory-rate-limit': 'split.memory-rate-limit',
  // An app that listens is found by it; in a function nothing listens.
  listen: undefined,
};

function toCode({ kind, what }: LoadEffect): FindingCode | undefined {
  const [, event = ''] = /'(.*)'/.exec(what) ?? [];
  return kind === 'process-listener' && endings.test(event) ? 'split.signal-listener' : codes[kind];
}

/** One of a code and place: what the source says and what was seen may be the same. A state is no singleton if it is written in any other way. */
function withoutRepeated(hazards: readonly Hazard[]): readonly Hazard[] {
  const byPlace = new Map<string, Hazard>();
  for (const hazard of hazards) {
    const id = `${hazard.module.facts.file}:${hazard.start}:${hazard.code}${hazard.unless ? ' unless' : ''}`;
    if (!byPlace.has(id)) byPlace.set(id, hazard);
  }
  return [...byPlace.values()].filter(
    ({ code, module, start }) =>
      code !== 'split.lazy-singleton' || !byPlace.has(`${module.facts.file}:${start}:split.shared-state`),
  );
}
