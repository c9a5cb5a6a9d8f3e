import { defineScenario } from '../../scenario/define-scenario.ts';
import type { Request, Scenario } from '../../scenario/scenario.ts';
import { toStepRequest } from '../../scenario/template.ts';
import { createGiven } from './given.ts';
import { type Making, makeUpRequest } from './make-up-request.ts';
import { listExamples, listRequiredFields, type Operation } from './operation.ts';

interface Deps {
  /** All that there are: some answer with what others need. */
  readonly operations: readonly Operation[];
  readonly seed: number;
}

/**
 * One scenario for an operation: first the requests whose answers hold what it needs; then its examples, a request with everything, one
 * with what is required, one without each required field of the body, one without credential; after a change, the same thing is read.
 *
 * @throws NotTaken where a request to it cannot be made up.
 */
export function planScenario(operation: Operation, name: string, { operations, seed }: Deps): Scenario {
  const given = createGiven(operations, seed);
  const make = (making: Partial<Making>, of = operation) =>
    makeUpRequest(of, { extent: 'full', seed, findCaptured: given.finderFor(of), ...making });
  const full = make({});
  const reading = /^(PUT|PATCH|DELETE)$/.test(operation.method)
    ? operations.find(({ method, path }) => method === 'GET' && path === operation.path)
    : undefined;
  const variants: [name: string, request: Request][] = [
    ...listExamples(operation).map((example) => named(`example ${example}`.trim(), make({ example }))),
    named('full', full),
    named('required', make({ extent: 'required' })),
    ...listRequiredFields(operation).map((without) => named(`without ${without}`, make({ without }))),
    ...(full.as === undefined ? [] : [named('without credential', withoutCredential(full))]),
    ...(reading ? [named('read after', make({ extent: 'required' }, reading))] : []),
  ];
  const steps = withoutRepeats(variants).map(([step, request]) => ({
    name: step,
    request: toStepRequest(request),
  }));
  return defineScenario({ name, steps: [...given.steps, ...steps] });
}

const named = (name: string, request: Request): [name: string, request: Request] => [name, request];

function withoutCredential({ as: _, present: __, ...request }: Request): Request {
  return request;
}

function withoutRepeats(variants: readonly [name: string, request: Request][]): [string, Request][] {
  return [
    ...new Map(
      variants.toReversed().map(([name, request]) => [JSON.stringify(request), named(name, request)]),
    ).values(),
  ].toReversed();
}
