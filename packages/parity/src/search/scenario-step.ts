import { isDeepStrictEqual } from 'node:util';
import { createRouteTable } from '../report/route-table.ts';
import type { Captured, Request, Scenario, Step } from '../scenario/scenario.ts';
import { createTemplate, listUses, type RequestTemplate, toLiteral } from '../scenario/template.ts';
import type { Giving, Taking } from './operation.ts';

/** A step, and what is known of the values in its request and its answer. */
export interface ScenarioStep {
  readonly scenario: string;
  readonly step: Step;
  readonly routeKey: string;
  /** Absent where the request is made by a function that no template says. */
  readonly template?: Request;
  /** Absent where it takes a value that no earlier step gives. */
  readonly takes?: readonly Taking[];
  readonly gives: readonly Giving[];
}

/** Follows values through a scenario, from the answers that hold them to the requests that send them. */
export function listSteps({ name: scenario, steps }: Scenario, routes: readonly string[]): ScenarioStep[] {
  const findRouteKey = createRouteTable(routes);
  const given = new Map<string, { readonly giving: Giving; readonly as: string | undefined }>();
  return steps.map((step) => {
    const template = findTemplate(step.request);
    const uses = template ? listUses(template).filter((name) => name !== 'origin') : [];
    const takes = uses.flatMap((name): Taking[] => {
      const found = given.get(name);
      return found ? [{ name, kind: found.giving.kind, isOwn: found.as === template?.as }] : [];
    });
    const routeKey = template
      ? toRouteKey(template, findRouteKey(template.method, template.path))
      : '$default';
    const gives = Object.entries(step.capture ?? {}).map(([name, source]) => ({
      name,
      source,
      kind: `${routeKey} ${source}`,
    }));
    for (const giving of gives) given.set(giving.name, { giving, as: template?.as });
    const known = takes.length === uses.length ? { takes } : {};
    return { scenario, step, routeKey, gives, ...known, ...(template && { template }) };
  });
}

/** A path that belongs to no known route is one of its own. */
function toRouteKey({ method, path }: Request, found: string): string {
  return found === '$default'
    ? `${method} ${path.replace(/\?.*$/s, '').replaceAll(/\{\{.*?\}\}/g, '{}')}`
    : found;
}

/** A request that a function only puts values into, as data; undefined where it does more than that. */
function findTemplate(request: Step['request']): Request | undefined {
  if (typeof request !== 'function') return toLiteral(request);
  if ('template' in request) return (request as RequestTemplate).template;
  try {
    const template = request(withEvery((name) => `{{${name}}}`));
    const isFaithful = isDeepStrictEqual(createTemplate(template)(probe), request(probe));
    return isFaithful ? template : undefined;
  } catch {
    return undefined;
  }
}

const withEvery = (toValue: (name: string) => string) =>
  new Proxy<Captured>({}, { get: (_, name) => toValue(String(name)) });

/** A value that shows whatever is done to it: calculations, cuts, encodings. */
const probe = withEvery((name) => `1${name.length} "${name}" %/é`);
