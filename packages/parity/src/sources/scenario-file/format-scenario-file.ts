import { UsageError } from '../../errors.ts';
import type { Request, Scenario, Step } from '../../scenario/scenario.ts';
import { type RequestTemplate, type TokenTemplate, toLiteral } from '../../scenario/template.ts';

/**
 * Scenarios -> text of a file `unlith/scenarios@1`; {@link parseScenarioFile} reads the same scenarios from it.
 *
 * @throws UsageError `scenario.function` for a step with a function: only a TypeScript module can hold one.
 */
export function formatScenarioFile(scenarios: readonly Scenario[]): string {
  const file = {
    schema: 'unlith/scenarios@1',
    scenarios: scenarios.map(({ name, steps }) => ({
      name,
      steps: steps.map((step) => toFileStep(step, `${name} > ${step.name}`)),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function toFileStep({ request, settles, ...rest }: Step, place: string) {
  if (settles) refuse(place, '`settles`');
  if (typeof request !== 'function') return { ...rest, request: toFileRequest(toLiteral(request), place) };
  const { template } = request as Partial<RequestTemplate>;
  return { ...rest, request: toFileRequest(template ?? refuse(place, '`request`'), place) };
}

function toFileRequest({ present, bytes, rawBody, ...rest }: Request, place: string) {
  const { template } = (present ?? {}) as Partial<TokenTemplate>;
  if (present && !template) refuse(place, '`present`');
  return {
    ...rest,
    ...(template && { present: template }),
    ...(bytes && { bytes: toFileBytes(bytes) }),
    ...(rawBody !== undefined && {
      rawBody: typeof rawBody === 'string' ? rawBody : toFileBytes(rawBody),
    }),
  };
}

const toFileBytes = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') });

function refuse(place: string, field: string): never {
  throw new UsageError(
    'scenario.function',
    `${place}: its ${field} is a function, which no file can hold. State it as data (createTemplate, presentAs), or keep the scenario in a module.`,
  );
}
