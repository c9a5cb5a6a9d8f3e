import { parseBodies } from '../compare/body.ts';
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

/** Fields are looked for in so many answers of each status; the ones after them will hardly have others. */
const exchangesWithFields = 1000;

function createRouteTally() {
  const statuses = new Map<number, number>();
  const names = new Set<string>(['status']);
  const fields = createFieldPlaces();
  const medians = { baseline: createMedian(), candidate: createMedian() };
  let [exchanges, differing, findings] = [0, 0, 0];
  const addFields = ({ baseline, candidate }: Exchange) => {
    for (const name of listNames(baseline.played.response)) names.add(name);
    const [body] = parseBodies(baseline.played.response, candidate.played.response);
    if (body.kind === 'json') fields.add(body.value);
    else names.add('body:');
  };
  const addExchange = (exchange: Exchange) => {
    const { status } = exchange.baseline.played.response;
    const seen = statuses.get(status) ?? 0;
    if (seen < exchangesWithFields) addFields(exchange);
    statuses.set(status, seen + 1);
    medians.baseline.add(exchange.baseline.played.durationMs);
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
      statuses: Object.fromEntries(statuses),
      fields: exchanges === 0 ? 0 : names.size + fields.count(),
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
