import { groupBy } from '../group-by.ts';
import { isSafeMethod } from '../http/safe-method.ts';
import type { NotCompared } from '../report/parity-report.ts';
import type { CaptureSource, Request, Scenario } from '../scenario/scenario.ts';
import { listVariations } from './list-variations.ts';
import { listSteps, type ScenarioStep } from './scenario-step.ts';

/** What sequences are made of: a step of a scenario, with the values that it takes from earlier answers and gives to later requests. */
export interface Operation {
  /** Where it comes from: `bookings.life > read`. */
  readonly place: string;
  readonly routeKey: string;
  readonly template: Request;
  /** The request, and others that differ from it in one value. */
  readonly variations: readonly Request[];
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
  const notSearched: NotCompared[] = [];
  const operations = [...groupBy(steps, ({ routeKey }) => routeKey)].flatMap(([route, own]) => {
    const settles = own.some(({ step }) => step.settles);
    const reason = settles
      ? 'answers of this route settle in time'
      : 'it cannot be asked without its scenario';
    const refused = own.filter(({ operation }) => settles || !operation);
    notSearched.push(...refused.map(({ scenario, step }) => ({ route, scenario, step: step.name, reason })));
    return settles ? [] : shareValues(own);
  });
  return { operations, names: listNames(operations), notSearched };
}

/** The operations of one route. */
function shareValues(steps: readonly ScenarioStep[]): Operation[] {
  const operations = steps.flatMap(({ operation }) => operation ?? []);
  const givings = new Map(steps.flatMap(({ gives }) => gives).map((giving) => [giving.kind, giving]));
  const writes = operations.filter(
    (operation) => succeeds(operation) && !isSafeMethod(operation.template.method),
  );
  const templates = writes.map(({ template }) => template);
  return operations.map((operation) =>
    writes.includes(operation)
      ? {
          ...operation,
          gives: [...givings.values()],
          variations: listVariations(operation.template, templates),
        }
      : operation,
  );
}

function listNames(operations: readonly Operation[]): string[] {
  const isStranger = ({ expect }: Operation) => expect === 401 || expect === 403;
  const strangers = new Set(operations.filter(isStranger).map(({ template }) => template.as));
  const names = operations.flatMap(({ template: { as } }) =>
    as === undefined || strangers.has(as) ? [] : [as],
  );
  return [...new Set(names)];
}
