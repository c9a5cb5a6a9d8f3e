import { createRouteTable } from '../report/route-table.ts';
import type { Request, Scenario, Step } from '../scenario/scenario.ts';
import { listUses } from '../scenario/template.ts';
import { findTemplate } from './find-template.ts';
import type { Giving, Operation, Taking } from './operation.ts';

/** A step of a scenario, as an operation where it can be one. */
export interface ScenarioStep {
  readonly scenario: string;
  readonly step: Step;
  readonly routeKey: string;
  /** The values in its answer. */
  readonly gives: readonly Giving[];
  /** Absent where its request is more than values in texts, or takes one that no earlier step gives. */
  readonly operation?: Operation;
}

/** Follows values through a scenario, from the answers that hold them to the requests that send them. */
export function listSteps({ name: scenario, steps }: Scenario, routes: readonly string[]): ScenarioStep[] {
  const findRouteKey = createRouteTable(routes);
  const given = new Map<string, { readonly kind: string; readonly as: string | undefined }>();
  return steps.map((step) => {
    const { name, expect = 200, capture = {}, orderBlind } = step;
    const template = findTemplate(step.request);
    const routeKey = template ? toRouteKey(template, findRouteKey) : '$default';
    const gives = Object.entries(capture).map(([name, source]) => ({
      name,
      source,
      kind: `${routeKey} ${source}`,
    }));
    const takes = template && findTakes(template, given);
    for (const { name, kind } of gives) given.set(name, { kind, as: template?.as });
    const found = { scenario, step, routeKey, gives };
    if (!template || !takes) return found;
    const place = `${scenario} > ${name}`;
    const own = { place, routeKey, template, variations: [template], expect, takes, gives };
    return { ...found, operation: { ...own, ...(orderBlind && { orderBlind }) } };
  });
}

function findTakes(
  template: Request,
  given: ReadonlyMap<string, { readonly kind: string; readonly as: string | undefined }>,
): readonly Taking[] | undefined {
  const uses = listUses(template).filter((name) => name !== 'origin');
  const takes = uses.flatMap((name): Taking[] => {
    const from = given.get(name);
    return from ? [{ name, kind: from.kind, isOwn: from.as === template.as }] : [];
  });
  return takes.length === uses.length ? takes : undefined;
}

/** A path that is none of the known routes' is one of its own. */
function toRouteKey(
  { method, path }: Request,
  findRouteKey: (method: string, path: string) => string,
): string {
  const known = findRouteKey(method, path);
  if (known !== '$default') return known;
  return `${method} ${path.replace(/\?.*$/s, '').replaceAll(/\{\{.*?\}\}/g, '{}')}`;
}
