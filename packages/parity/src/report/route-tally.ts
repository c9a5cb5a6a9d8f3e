import { parseBaselineBody } from '../compare/body.ts';
import type { Exchange } from '../compare/exchange.ts';
import type { JudgedStep } from '../compare/judge-step.ts';
import { transportHeaders } from '../compare/transport-headers.ts';
import { groupBy } from '../group-by.ts';
import { parseSetCookie } from '../http/cookie.ts';
import type { HttpResponse } from '../http/http-message.ts';
import { boundDifference } from './difference-bound.ts';
import { createFieldPlaces } from './field-places.ts';
import type { Finding } from './finding.ts';
import { createMedian } from './median.ts';
import type { RouteSummary } from './parity-report.ts';

/** The figures of all routes, while they are played. */
export interface RouteTallies {
  add(step: JudgedStep): void;
  /** The given routes in their order, then others that occurred (`$default`); `findings` are such as no step has. */
  list(findings: readonly Finding[]): RouteSummary[];
}

/** Creates the tallies of a run. */
export function createRouteTallies(
  routeKeys: readonly string[],
  sources: Readonly<Record<string, string>> = {},
): RouteTallies {
  const tallies = new Map(routeKeys.map((routeKey) => [routeKey, createRouteTally()]));
  return {
    add(step) {
      const tally = tallies.get(step.routeKey) ?? createRouteTally();
      tallies.set(step.routeKey, tally);
      tally.add(step);
    },
    list(findings) {
      const others = groupBy(findings, ({ routeKey }) => routeKey);
      return [...new Set([...tallies.keys(), ...others.keys()])].map((routeKey) => {
        const summary = (tallies.get(routeKey) ?? createRouteTally()).summarise();
        const source = sources[routeKey];
        const findings = summary.findings + (others.get(routeKey)?.length ?? 0);
        return { routeKey, ...(source !== undefined && { source }), ...summary, findings };
      });
    },
  };
}

/** Fields are looked for until so many answers of a status in a row had no other; the ones after them will hardly have any. */
const answersWithoutNews = 100;

function createRouteTally() {
  const statuses = new Map<number, { exchanges: number; withoutNews: number }>();
  const names = new Set<string>(['status']);
  const fields = createFieldPlaces();
  const medians = { baseline: createMedian(), candidate: createMedian() };
  let [exchanges, differing, findings] = [0, 0, 0];
  const addFields = ({ baseline, candidate }: Exchange) => {
    for (const name of listNames(baseline.played.response)) names.add(name);
    const body = parseBaselineBody(baseline.played.response, candidate.played.response);
    if (body.kind === 'json') fields.add(body.value);
    else names.add('body:');
  };
  const countFields = () => names.size + fields.count();
  const addExchange = (exchange: Exchange) => {
    const { response, durationMs } = exchange.baseline.played;
    const seen = statuses.get(response.status) ?? { exchanges: 0, withoutNews: 0 };
    statuses.set(response.status, seen);
    seen.exchanges++;
    if (seen.withoutNews < answersWithoutNews) {
      const known = countFields();
      addFields(exchange);
      seen.withoutNews = countFields() === known ? seen.withoutNews + 1 : 0;
    }
    medians.baseline.add(durationMs);
    medians.candidate.add(exchange.candidate.played.durationMs);
    exchanges++;
  };
  return {
    add({ exchange, differences }: JudgedStep) {
      if (exchange) addExchange(exchange);
      findings += differences.length;
      if (exchange && differences.length > 0) differing++;
    },
    summarise: () => ({
      exchanges,
      differing,
      findings,
      statuses: Object.fromEntries([...statuses].map(([status, seen]) => [status, seen.exchanges])),
      fields: exchanges === 0 ? 0 : countFields(),
      differAtMost: exchanges === 0 || differing > 0 ? null : boundDifference(exchanges),
      baselineP50Ms: medians.baseline.value(),
      candidateP50Ms: medians.candidate.value(),
    }),
  };
}

function listNames({ headers }: HttpResponse): string[] {
  return headers.flatMap(([name, value]) => {
    if (name === 'set-cookie') return [`cookie:${parseSetCookie(value).name}`];
    return Object.hasOwn(transportHeaders, name) ? [] : [`header:${name}`];
  });
}
