import { UsageError } from '../errors.ts';
import { parseCaptureSource } from './capture.ts';
import type { Scenario, Step } from './scenario.ts';
import { toHttpRequest } from './to-http-request.ts';

/**
 * States a scenario and checks what can be checked before anything is sent.
 *
 * @throws UsageError `scenario.*`, naming the scenario and the step.
 * @example
 * defineScenario({ name: 'bookings.create-and-read', steps: [
 *   { name: 'find', request: { method: 'GET', path: '/api/flights?from=LHR&to=JFK' }, expect: 200,
 *     capture: { flightId: 'body:/items/0/flightId' } },
 *   { name: 'book', request: ({ flightId }) => ({ method: 'POST', path: '/api/bookings', as: 'alice', json: { flightId } }),
 *     expect: 201 },
 * ] });
 */
export function defineScenario(scenario: Scenario): Scenario {
  // A module without types may hold anything.
  if (typeof scenario?.name !== 'string' || !scenario.name)
    throw new UsageError(
      'scenario.no-name',
      'A scenario has no name. Give it one, such as `bookings.create`.',
    );
  if (!Array.isArray(scenario.steps) || scenario.steps.length === 0)
    throw new UsageError(
      'scenario.no-steps',
      `Scenario ${scenario.name} has no steps. Give it at least one request.`,
    );
  const names = new Set<string>();
  for (const [index, step] of scenario.steps.entries()) {
    if (typeof step?.name !== 'string' || !step.request)
      throw new UsageError(
        'scenario.step',
        `Step ${index + 1} of scenario ${scenario.name} is none. Write { name, request }.`,
      );
    if (names.has(step.name))
      throw new UsageError(
        'scenario.duplicate-step',
        `Scenario ${scenario.name} has two steps named ${step.name}. Findings name their step: rename one.`,
      );
    names.add(step.name);
    checkStep(scenario.name, step);
  }
  return scenario;
}

function checkStep(scenario: string, step: Step): void {
  const place = `${scenario} > ${step.name}`;
  if (
    step.expect !== undefined &&
    !(Number.isInteger(step.expect) && step.expect >= 100 && step.expect <= 599)
  )
    throw new UsageError(
      'scenario.expect',
      `${place} expects status ${step.expect}. Expect a status from 100 to 599.`,
    );
  for (const source of Object.values(step.capture ?? {})) parseCaptureSource(source, place);
  if (typeof step.request !== 'function') toHttpRequest(step.request, { place });
}

/**
 * Refuses a suite in which two scenarios share a name: their findings could not be told apart.
 *
 * @throws UsageError `scenario.duplicate-name`.
 */
export function checkSuite(scenarios: readonly Scenario[]): void {
  const names = new Set<string>();
  for (const { name } of scenarios) {
    if (names.has(name))
      throw new UsageError(
        'scenario.duplicate-name',
        `Two scenarios are named ${name}. Findings name their scenario: rename one.`,
      );
    names.add(name);
  }
}
