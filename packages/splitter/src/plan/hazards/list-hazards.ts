import type { ExpressApp, LoadEffect } from '../../express-app.ts';
import type { FindingCode } from '../../findings/catalogue.ts';
import { toOffset } from '../../source/line-index.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { LivenessFinder } from '../liveness/liveness.ts';
import type { Hazard } from './hazard.ts';
import { listLoadHazards } from './load-hazards.ts';
import { listStateHazards } from './state-hazards.ts';
import { createLoadTimes, type LoadTimes } from './state-targets.ts';

/** All that could keep routes in the lith: told by the source, and seen while the app loaded. */
export function listHazards(app: ExpressApp, { sources }: LivenessFinder): readonly Hazard[] {
  const bySource = [...sources.modules.values()].flatMap((module) =>
    module.facts.places.flatMap((place) =>
      place.kind === 'hazard' ? [{ module, code: place.code, start: place.start, what: place.what }] : [],
    ),
  );
  const seen = app.effects.flatMap((effect) => {
    const module = sources.modules.get(effect.site.file);
    const code = toCode(effect);
    return module && code
      ? [{ module, code, start: toOffset(module.facts.lineStarts, effect.site), what: `\`${effect.what}\`` }]
      : [];
  });
  const times = createLoadTimes(sources);
  return withoutRepeated([
    ...bySource,
    ...seen,
    ...listStateHazards(sources, times),
    ...listDispatches(sources, times),
    ...listLoadHazards(app, sources),
  ]);
}

/** Requests handed to a router by hand: what it would be cut down to cannot be told from its mounts. */
function listDispatches(sources: LinkedSources, times: LoadTimes): readonly Hazard[] {
  return [...sources.modules.values()].flatMap((module) =>
    module.facts.places.flatMap((place): readonly Hazard[] => {
      const target = place.kind === 'dispatch' ? times.find(module, place) : undefined;
      const routes = target?.module.facts.state.variables.get(target.key)?.routes;
      return routes && target
        ? [{ code: 'split.request-rewrite', module, start: place.start, what: `a call of \`${target.key}\`` }]
        : [];
    }),
  );
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
  const ending = /\b(?:SIG[A-Z0-9]+|exit|beforeExit|warning)\b/.test(what);
  return kind === 'process-listener' && ending ? 'split.signal-listener' : codes[kind];
}

/** One of a code and place: what the source says and what was seen may be the same. A state is no singleton if it is written in any other way. */
function withoutRepeated(hazards: readonly Hazard[]): readonly Hazard[] {
  const byPlace = new Map<string, Hazard>();
  for (const hazard of hazards) {
    const id = `${hazard.module.facts.file}:${hazard.start}:${hazard.code}`;
    if (!byPlace.has(id)) byPlace.set(id, hazard);
  }
  return [...byPlace.values()].filter(
    ({ code, module, start }) =>
      code !== 'split.lazy-singleton' || !byPlace.has(`${module.facts.file}:${start}:split.shared-state`),
  );
}
