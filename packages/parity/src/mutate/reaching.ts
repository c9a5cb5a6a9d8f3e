import type { AnsweredStep, Playthrough } from '../play/playthrough.ts';
import type { FindRouteKey } from '../report/route-table.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What of a suite reaches a route. */
export interface Reaching {
  readonly scenarios: Scenario[];
  readonly steps: AnsweredStep[];
}

/** By route key: the scenarios that reach the route, and their steps that were answered there. */
export function findReaching(
  scenarios: readonly Scenario[],
  { scenarios: played }: Playthrough,
  findRouteKey: FindRouteKey,
): Map<string, Reaching> {
  const reaching = new Map<string, Reaching>();
  const add = (scenario: Scenario, step: AnsweredStep) => {
    const routeKey = findRouteKey(step.request.method, step.request.path);
    const own = reaching.get(routeKey) ?? { scenarios: [], steps: [] };
    if (own.scenarios.at(-1) !== scenario) own.scenarios.push(scenario);
    own.steps.push(step);
    reaching.set(routeKey, own);
  };
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  for (const { name, steps } of played) {
    const scenario = byName.get(name);
    for (const step of steps) if (scenario && step.outcome === 'answered') add(scenario, step);
  }
  return reaching;
}
