import * as v from 'valibot';
import { UsageError } from '../../errors.ts';
import { defineScenario } from '../../scenario/define-scenario.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { toStepRequest } from '../../scenario/template.ts';
import { parseDocument } from '../parse-document.ts';
import { scenarioFile } from './scenario-file.ts';

/**
 * Text of a scenario file -> scenarios; requests whose texts hold `{{name}}` become templates.
 *
 * @param file how messages call it.
 * @throws UsageError `source.scenarios`, or `scenario.*` for what {@link defineScenario} refuses.
 */
export function parseScenarioFile(json: string, file: string): Scenario[] {
  const parsed = v.safeParse(scenarioFile, parseDocument(json, file));
  if (parsed.success)
    return parsed.output.scenarios.map(({ name, steps }) =>
      defineScenario({
        name,
        steps: steps.map((step) => ({ ...step, request: toStepRequest(step.request) })),
      }),
    );
  const [issue] = parsed.issues;
  throw new UsageError(
    'source.scenarios',
    `${file}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}. Write it as packages/parity/README.md shows for unlith/scenarios@1.`,
  );
}
