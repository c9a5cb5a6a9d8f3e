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
  { target, scenario = 'recorded' }: { readonly target: string; readonly scenario?: string },
): Playthrough {
  const names = new Set<string>();
  const steps = exchanges.map(({ name, startedAtMs = 0, durationMs = 0, ...exchange }, index) => {
    const step = name ?? toStepName(exchange, index + 1);
    if (names.has(step))
      throw new UsageError(
        'scenario.duplicate-step',
        `Two recorded exchanges are named ${step}. Findings name their step: rename one.`,
      );
    names.add(step);
    return { outcome: 'answered' as const, name: step, ...exchange, startedAtMs, durationMs };
  });
  return { target, scenarios: [{ name: scenario, startedAtMs: steps[0]?.startedAtMs ?? 0, steps }] };
}

/** `1: GET /things`. */
export function toStepName({ request }: Pick<RecordedExchange, 'request'>, number: number): string {
  return `${number}: ${request.method} ${request.path}`;
}

/** Other recordings of the same requests, with the names of the baseline's steps: requests that differ by an id are one step. */
export function nameAfter(
  baseline: readonly RecordedExchange[],
  exchanges: readonly RecordedExchange[],
): RecordedExchange[] {
  return exchanges.map((exchange, index) => {
    const named = baseline[index];
    return named ? { ...exchange, name: named.name ?? toStepName(named, index + 1) } : exchange;
  });
}
