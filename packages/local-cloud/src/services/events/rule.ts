import type { Problem } from '../../cloud-error.ts';
import { physicalName } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';
import { findBusName, toBusArn } from './event-bus.ts';
import { type EventPattern, parseEventPattern } from './pattern/event-pattern.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { parseTarget, type Target, type TargetProperties } from './target.ts';

/** A rule of a bus: what it selects, or when it fires, and where that goes. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly constructPath: string;
  readonly account: string;
  readonly region: string;
  readonly pattern: EventPattern | undefined;
  readonly schedule: Schedule | undefined;
  readonly targets: readonly Target[];
}

/** What CloudFormation calls a rule: `name`, or `bus|name` on a bus of one's own. */
export function identifyRule(resource: Resource): {
  readonly ref: string;
  readonly name: string;
  readonly arn: string;
} {
  const { account, region } = resource.stack;
  const name = String(resource.property('Name') ?? physicalName(resource, 64));
  const bus = findBusName(toBusArn(resource.property('EventBusName'), resource.stack));
  const arn = `arn:aws:events:${region}:${account}:rule/`;
  if (bus === 'default') return { ref: name, name, arn: arn + name };
  return { ref: `${bus}|${name}`, name, arn: `${arn}${bus}/${name}` };
}

/** Problems are collected, not thrown. A rule that is disabled is read like the others, and selects nothing. */
export function parseRule(resource: Resource, problems: Problem[]): Rule {
  const { constructPath, stack } = resource;
  const report = (message: string, nextStep = 'Correct the rule in the CDK app.') => {
    problems.push({ code: 'events.invalid-rule', message, place: constructPath, nextStep });
  };
  const { name, arn } = identifyRule(resource);
  const targets = (resource.property('Targets') ?? []) as TargetProperties[];
  const isEnabled = (resource.property('State') ?? 'ENABLED') !== 'DISABLED';
  const pattern = readPattern(resource, report);
  const schedule = readSchedule(resource, report);
  if (['EventPattern', 'ScheduleExpression'].every((property) => resource.property(property) === undefined)) {
    report('the rule has neither EventPattern nor ScheduleExpression.');
  }
  return {
    name,
    arn,
    busArn: toBusArn(resource.property('EventBusName'), stack),
    constructPath,
    account: stack.account,
    region: stack.region,
    pattern: isEnabled ? pattern : undefined,
    schedule: isEnabled ? schedule : undefined,
    targets: targets.map((properties) => parseTarget(properties, report)),
  };
}

type Report = (message: string, nextStep?: string) => void;

function readPattern(resource: Resource, report: Report): EventPattern | undefined {
  const source = resource.property('EventPattern');
  if (source === undefined) return undefined;
  const { pattern, faults } = parseEventPattern(source, 'rule');
  for (const { path, fault } of faults) report(`Event pattern is not valid: ${path} ${fault}.`);
  return pattern;
}

function readSchedule(resource: Resource, report: Report): Schedule | undefined {
  const expression = resource.property('ScheduleExpression');
  if (expression === undefined) return undefined;
  const schedule = parseSchedule(String(expression));
  if (!schedule)
    report(`${String(expression)} is no schedule.`, 'Write rate(5 minutes) or cron(0 12 * * ? *).');
  if (findBusName(toBusArn(resource.property('EventBusName'), resource.stack)) !== 'default') {
    report('ScheduleExpression is supported only on the default event bus.', 'Leave the event bus out.');
  }
  return schedule;
}
