import type { CaptureSource, Step } from '../../scenario/scenario.ts';
import { toStepRequest } from '../../scenario/template.ts';
import { NotTaken } from '../recorded-request.ts';
import { makeUpRequest } from './make-up-request.ts';
import { listExamples, type Operation } from './operation.ts';
import { findProducer } from './producers.ts';

/** The requests that a scenario begins with, each once: their answers hold what its other requests need. */
export interface Given {
  readonly steps: readonly Step[];
  /** For the needs of an operation: the name of the captured value, after adding the request for it. */
  finderFor(consumer: Operation): (need: string) => string | undefined;
}

export function createGiven(operations: readonly Operation[], seed: number): Given {
  const steps: Step[] = [];
  const captures = new Map<Operation, Record<string, CaptureSource>>();
  /** Those that wait for a value themselves, or cannot be asked: they give none. */
  const unavailable = new Set<Operation>();
  const taken = new Set<string>();

  const ask = (operation: Operation): Record<string, CaptureSource> | undefined => {
    const known = captures.get(operation);
    if (known || unavailable.has(operation)) return known;
    unavailable.add(operation);
    const [example] = listExamples(operation);
    const capture: Record<string, CaptureSource> = {};
    try {
      const request = makeUpRequest(operation, {
        extent: 'full',
        seed,
        findCaptured: finderFor(operation),
        ...(example !== undefined && { example }),
      });
      steps.push({ name: `given ${operation.id}`, request: toStepRequest(request), capture });
    } catch (error) {
      if (error instanceof NotTaken) return undefined;
      throw error;
    }
    unavailable.delete(operation);
    captures.set(operation, capture);
    return capture;
  };

  const finderFor = (consumer: Operation) => (need: string) => {
    const producer = findProducer(operations, { name: need, consumer });
    const capture = producer && ask(producer.operation);
    if (!capture) return undefined;
    const known = Object.entries(capture).find(([, source]) => source === producer.source)?.[0];
    if (known !== undefined) return known;
    const name = nameAnew(need.replaceAll(/\W/g, '_'), taken);
    capture[name] = producer.source;
    return name;
  };
  return { steps, finderFor };
}

function nameAnew(base: string, taken: Set<string>): string {
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
  taken.add(name);
  return name;
}
