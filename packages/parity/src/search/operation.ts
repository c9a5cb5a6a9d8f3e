import { groupBy } from '../group-by.ts';
import { isSafeMethod } from '../http/safe-method.ts';
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
  /** The status that its scenario expects. Default 200. */
  readonly expect: number;
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

/** Whether its scenario has it succeed. */
export const succeeds = ({ expect }: Operation) => expect < 400;

/** The operations of a suite, and the steps that are none. */
export interface Operations {
  readonly operations: readonly Operation[];
  /** The credentials that no step expects to be refused: they may stand for each other. */
  readonly names: readonly string[];
  readonly notSearched: readonly NotCompared[];
}

/**
 * Takes scenarios apart. What the answers of a route give in one scenario they give in all: a booking that one makes is read, changed and
 * cancelled as the steps of others do it. Of a route that reads, each step gives what it captures itself: the next page's cursor.
 */
export function listOperations(scenarios: readonly Scenario[], routes: readonly string[] = []): Operations {
  const steps = scenarios.flatMap((scenario) => listSteps(scenario, routes));
  const operations: Operation[] = [];
  const notSearched: NotCompared[] = [];
  for (const [route, own] of groupBy(steps, ({ routeKey }) => routeKey)) {
    const gives = [
      ...new Map(own.flatMap((step) => step.gives).map((giving) => [giving.kind, giving])).values(),
    ];
    const settles = own.some(({ step }) => step.settles);
    for (const { scenario, step, operation } of own)
      if (!operation || settles) {
        const reason = settles
          ? 'answers of this route settle in time'
          : 'it cannot be asked without its scenario';
        notSearched.push({ route, scenario, step: step.name, reason });
      } else
        operations.push(
          succeeds(operation) && !isSafeMethod(operation.template.method)
            ? { ...operation, gives }
            : operation,
        );
  }
  return { operations, names: listNames(operations), notSearched };
}

function listNames(operations: readonly Operation[]): string[] {
  const isStranger = ({ expect }: Operation) => expect === 401 || expect === 403;
  const strangers = new Set(operations.filter(isStranger).map(({ template }) => template.as));
  const names = operations.flatMap(({ template: { as } }) =>
    as === undefined || strangers.has(as) ? [] : [as],
  );
  return [...new Set(names)];
}
