import type { FindingCode } from '../../findings/catalogue.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { Caller, Run, Thing, Variable } from './things.ts';

/** What was seen while objects were followed. But for callers, all of it is done by code that runs when requests are there. */
export interface Observations {
  /** Who calls what nobody in the app calls: requests, what ends the process, and clients by connections of their own. */
  readonly requests: Caller;
  readonly end: Caller;
  readonly connections: Caller;
  readonly changes: Change[];
  readonly mentions: PathMention[];
  readonly sightings: Sighting[];
  /** Modules in which connections are answered that are no requests. */
  readonly connecting: Set<LinkedModule>;
}

/** Of what was there before the request, or stays. */
export interface Change {
  readonly of: Thing | Variable;
  readonly member?: string | undefined;
  readonly run: Run;
  readonly start: number;
  /** Only if there is no value yet. */
  readonly lazy: boolean;
}

/** Of something that has a path. */
export interface PathMention {
  readonly path: string;
  readonly run: Run;
  readonly start: number;
}

/** What keeps a route, whatever it is done to. */
interface Sighting {
  readonly code: FindingCode;
  readonly what: string;
  readonly run: Run;
  readonly start: number;
}

export function createObservations(): Observations {
  return {
    requests: { calls: new Set() },
    end: { calls: new Set() },
    connections: { calls: new Set() },
    changes: [],
    mentions: [],
    sightings: [],
    connecting: new Set(),
  };
}
