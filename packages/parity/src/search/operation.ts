import { groupBy } from '../group-by.ts';
import type { NotCompared } from '../report/parity-report.ts';
import type { CaptureSource, Request, Scenario } from '../scenario/scenario.ts';
import { listSteps } from './scenario-step.ts';

/** What sequences are made of: a step of a scenario, with the values that it takes from earlier answers and gives to later requests. */
export interface Operation {
  /** Where it comes from: `bookings.life > read`. */
  readonly place: string;
  readonly routeKey: string;
  readonly template: Request;
  readonly orderBlind?: readonly string[];
  /** Whether its scenario has it succeed. */
  readonly succeeds: boolean;
  /** The values that the template names. */
  readonly takes: readonly Taking[];
  /** The values in its answer. */
  readonly gives: readonly Giving[];
}

/** A value is of the kind of its place in the answers of its route: `POST /bookings body:/id`. */
export type Kind = string;

/** A value that a request takes. */
export interface Taking {
  readonly name: string;
  readonly kind: Kind;
  /** Whether the scenario sends the request as the one to whom the value was given. */
  readonly isOwn: boolean;
}

/** A value that an answer gives. */
export interface Giving {
  /** As scenarios call it. */
  readonly name: string;
  readonly kind: Kind;
  readonly source: CaptureSource;
}

/** The operations of a suite, and the steps that are none. */
export interface Operations {
  readonly operations: readonly Operation[];
  /** The credentials with which some step succeeds: they may stand for each other. */
  readonly names: readonly string[];
  readonly notSearched: readonly NotCompared[];
}

/**
 * Takes scenarios apart. What the answers of a route give in one scenario, they give in all: a booking that one makes is read,
 * changed and cancelled as the steps of others do it.
 */
export function listOperations(scenarios: readonly Scenario[], routes: readonly string[] = []): Operations {
  const steps = scenarios.flatMap((scenario) => listSteps(scenario, routes));
  const byRoute = groupBy(steps, ({ routeKey }) => routeKey);
  const operations: Operation[] = [];
  const names = new Set<string>();
  const notSearched: NotCompared[] = [];
  for (const [routeKey, own] of byRoute) {
    const gives = [
      ...new Map(own.flatMap((step) => step.gives.map((giving) => [giving.kind, giving]))).values(),
    ];
    const settles = own.some(({ step }) => step.settles);
    for (const { scenario, step, template, takes } of own) {
      const refuse = (reason: string) =>
        notSearched.push({ route: routeKey, scenario, step: step.name, reason });
      if (settles) refuse('answers of this route settle in time');
      else if (!template) refuse('its request is made by more than putting values into texts');
      else if (!takes) refuse('it takes a value that no step gives');
      else {
        const { expect = 200, orderBlind } = step;
        const succeeds = expect < 400;
        if (succeeds && template.as !== undefined) names.add(template.as);
        operations.push({
          place: `${scenario} > ${step.name}`,
          routeKey,
          template,
          succeeds,
          takes,
          gives: succeeds ? gives : [],
          ...(orderBlind && { orderBlind }),
        });
      }
    }
  }
  return { operations, names: [...names], notSearched };
}
