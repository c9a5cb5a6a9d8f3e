import type { BusEvent } from '../bus-event.ts';
import { parseInputTemplate } from './input-template.ts';
import { findAtPath, type JsonPath, parseJsonPath } from './json-path.ts';

/** What a target of a rule is handed for an event: the event, a constant, a part of it, or a text made from it. */
export type RuleInput = (event: BusEvent, facts: RuleFacts) => string;

/** What the predefined variables tell of a delivery. */
interface RuleFacts {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/** `Input`, `InputPath` and `InputTransformer` of a target (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html). */
export interface TargetInputProperties {
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

/** `report` hears what AWS would refuse. */
export function parseRuleInput(
  properties: TargetInputProperties,
  report: (fault: string) => void,
): RuleInput {
  const { Input, InputPath, InputTransformer } = properties;
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1) {
    report('Only one of Input, InputPath and InputTransformer may be given.');
  }
  if (Input !== undefined) {
    if (!isJson(Input)) report(`Input is no JSON: ${Input}`);
    return () => Input;
  }
  if (InputPath !== undefined) {
    const path = parsePath('InputPath', InputPath, report);
    return (event) => JSON.stringify(findAtPath(event, path) ?? null);
  }
  if (InputTransformer !== undefined) return parseTransformer(InputTransformer, report);
  return (event) => JSON.stringify(event);
}

function parseTransformer(
  { InputPathsMap = {}, InputTemplate }: NonNullable<TargetInputProperties['InputTransformer']>,
  report: (fault: string) => void,
): RuleInput {
  const paths = new Map(
    Object.entries(InputPathsMap).map(([name, text]) => [name, parsePath(name, text, report)] as const),
  );
  if (paths.size > 100) report('InputPathsMap has more than 100 names.');
  for (const name of [...paths.keys()].filter((key) => /^aws/iu.test(key))) {
    report(`InputPathsMap defines ${name}, but names that begin with AWS are reserved.`);
  }
  const template = parseInputTemplate(InputTemplate, { placeholder: /^[\w.-]+$/u, escapes: false });
  const isKnown = (name: string) => paths.has(name) || Object.hasOwn(predefined, name);
  for (const name of template.placeholders.filter((placeholder) => !isKnown(placeholder))) {
    report(`InputTemplate has the placeholder <${name}>, which InputPathsMap does not define.`);
  }
  return (event, facts) =>
    template.render((name) => {
      const path = paths.get(name);
      return path ? findAtPath(event, path) : predefined[name]?.(event, facts);
    });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined */
const predefined: Readonly<Record<string, (event: BusEvent, facts: RuleFacts) => unknown>> = {
  'aws.events.rule-arn': (_, { ruleArn }) => ruleArn,
  'aws.events.rule-name': (_, { ruleName }) => ruleName,
  'aws.events.event.ingestion-time': (_, { ingestionTime }) => ingestionTime,
  'aws.events.event': ({ detail: _, ...event }) => event,
  'aws.events.event.json': (event) => event,
};

function parsePath(name: string, text: string, report: (fault: string) => void): JsonPath {
  const path = parseJsonPath(text);
  if (!path) report(`${name} is no JSON path that EventBridge knows: ${text}`);
  return path ?? [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
