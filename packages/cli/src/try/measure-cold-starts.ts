import type { Cloud, CloudEvent } from '@unlith/local-cloud';
import { toManifestName } from './side-by-side.ts';

/** Milliseconds from the spawn of a function's process until its handler is loaded, on this machine. */
export interface ColdStart {
  /** As the manifest calls it. */
  readonly function: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly samples: number;
}

export interface ColdStartMeasurement {
  readonly cloud: Cloud;
  /** The split's, the lith behind `$default` included. */
  readonly functions: Cloud['functions'];
  /** Told of every event of the cloud while it measures. */
  readonly listen: (listener: (event: CloudEvent) => void) => () => void;
  /** By function's name, the lith's included: a request that reaches it. */
  readonly requests: ReadonlyMap<string, () => Promise<unknown>>;
  readonly rounds: number;
  readonly signal: AbortSignal;
}

/** Starts every function anew, one after the other, in rounds: what slows this machine down slows all of them alike. */
export async function measureColdStarts(measurement: ColdStartMeasurement): Promise<ColdStart[]> {
  const { cloud, functions, listen, requests, rounds, signal } = measurement;
  const samples = new Map<string, number[]>();
  const stop = listen((event) => {
    if (event.type !== 'lambda.environment-started') return;
    const started = functions.find(({ name }) => name === event.function);
    const name = started && toManifestName(started);
    if (name !== undefined) samples.set(name, [...(samples.get(name) ?? []), event.coldStartMs]);
  });
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, request] of requests) {
        signal.throwIfAborted();
        cloud.retireEnvironments(functions.find((each) => toManifestName(each) === name)?.name);
        await request();
      }
    }
  } finally {
    stop();
  }
  return [...samples].map(([name, values]) => toColdStart(name, values)).sort(byName(requests));
}

function toColdStart(name: string, values: readonly number[]): ColdStart {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    function: name,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    minMs: sorted[0] ?? 0,
    samples: sorted.length,
  };
}

/** In the manifest's order. */
function byName(requests: ReadonlyMap<string, unknown>): (a: ColdStart, b: ColdStart) => number {
  const order = [...requests.keys()];
  return (a, b) => order.indexOf(a.function) - order.indexOf(b.function);
}
