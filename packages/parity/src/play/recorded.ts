import { UsageError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/http-message.ts';
import type { Playthrough } from './playthrough.ts';

/** A request and the answer it got, as proxies, logs and HAR files have them. */
export interface RecordedExchange {
  /** What findings call the step; unique in its list. Default: its number in the list and its request, `1: GET /things`. */
  readonly name?: string;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** When the request was sent, in epoch milliseconds, and how long its answer took. Default 0: nothing is known of its times. */
  readonly startedAtMs?: number;
  readonly durationMs?: number;
}

/**
 * Recorded exchanges as what {@link compare} and {@link calibrate} take: a playthrough of one scenario, with a step for each.
 *
 * @throws UsageError `scenario.duplicate-step` when two exchanges share a name.
 */
export function toPlaythrough(
  exchanges: readonly RecordedExchange[],
  {
    target,
    scenario = 'recorded',
    named = exchanges,
  }: {
    readonly target: string;
    readonly scenario?: string;
    /** Recordings of the same requests after which the steps are named: requests that differ by an id are one step. */
    readonly named?: readonly RecordedExchange[];
  },
): Playthrough {
  const names = new Set<string>();
  const steps = exchanges.map(({ request, response, startedAtMs = 0, durationMs = 0 }, index) => {
    const namesake = named[index] as RecordedExchange;
    const step = namesake.name ?? toStepName(namesake, index + 1);
    if (names.has(step))
      throw new UsageError(
        'scenario.duplicate-step',
        `Two recorded exchanges are named ${step}. Findings name their step: rename one.`,
      );
    names.add(step);
    return { outcome: 'answered' as const, name: step, request, response, startedAtMs, durationMs };
  });
  return { target, scenarios: [{ name: scenario, startedAtMs: steps[0]?.startedAtMs ?? 0, steps }] };
}

/** `1: GET /things`. */
export function toStepName({ request }: Pick<RecordedExchange, 'request'>, number: number): string {
  return `${number}: ${request.method} ${request.path}`;
}
