import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { ObjectFlow } from '../state/object-flow.ts';
import type { Change } from '../state/observations.ts';
import { type Caller, Thing } from '../state/things.ts';
import { groupChanges, withReadersOnly } from './group-changes.ts';
import type { Hazard } from './hazard.ts';
import { listHomes } from './list-homes.ts';
import { listConnectionHazards, listPathHazards } from './path-hazards.ts';

/**
 * State that outlives a request: what was there before it, or stays, as far as code that runs later changes it. What only loading
 * changes is a constant by the first request, and what only the end of the process changes meets no other.
 */
export function listStateHazards(flow: ObjectFlow, sources: LinkedSources): readonly Hazard[] {
  const { requests, connections, end, changes, mentions, sightings } = flow.seen;
  const byRequests = listReached(requests);
  const beforeEnd = listReached(requests, connections);
  const atEnd = listReached(end);
  const changed = changes.filter(({ run }) => beforeEnd.has(run) || !atEnd.has(run));
  const mentioned = mentions.filter(({ run }) => byRequests.has(run));
  return [
    ...listObjectHazards(flow, changed),
    ...listPathHazards({ changes: changed, mentions: mentioned, sources }),
    ...listConnectionHazards(mentioned),
    ...sightings.flatMap(({ run, ...sighting }) =>
      run.atLoad || byRequests.has(run) ? [{ ...sighting, module: run.module }] : [],
    ),
  ];
}

/** All whom they call, and who is called by these. */
function listReached(...callers: readonly Caller[]): ReadonlySet<Caller> {
  const reached = new Set(callers);
  for (const caller of reached) for (const called of caller.calls) reached.add(called);
  return reached;
}

/** Where objects and variables are declared: whoever has to do with them needs that. */
function listObjectHazards(flow: ObjectFlow, changes: readonly Change[]): readonly Hazard[] {
  const states = groupChanges(changes, ({ of }) =>
    of instanceof Thing && of.path !== undefined ? undefined : of,
  );
  return states.flatMap(({ key, code, changes: all }) =>
    listHomes(flow, key).flatMap(({ name, ...place }) =>
      withReadersOnly({ ...place, code, what: `\`${name}\`` }, all),
    ),
  );
}
