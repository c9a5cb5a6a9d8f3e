import type { AwsServiceHandler } from '../../aws-endpoint/handler.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { CloudError, type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import { type FaultPoints, noFaults } from '../../faults/fault-points.ts';
import type { CredentialsRegistry } from '../../iam/credentials-registry.ts';
import type { Principal } from '../../iam/principal.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { Service } from '../service.ts';
import type { SendToQueue } from './delivery.ts';
import { findBusName, gatherBuses, toBusArn } from './event-bus.ts';
import {
  createEventRouter,
  type EventRouter,
  type EventSender,
  type PutEventsOutcome,
} from './event-router.ts';
import { createEventsHandler } from './handler.ts';
import type { PutEventsEntry } from './put-events.ts';
import { identifyRule, parseRule, type Rule } from './rule.ts';
import { eventsSupport } from './support.ts';

/** EventBridge of one cloud: buses, rules and what they deliver. */
export interface EventsService extends Service {
  readonly handler: AwsServiceHandler;
  /** What `PutEvents` does, for another service that calls it under a role. */
  putEvents(entries: readonly PutEventsEntry[], caller: EventSender): PutEventsOutcome;
  /** Fires a rule with a schedule, by its name or construct path, and resolves when its targets have the event. */
  runSchedule(rule: string): Promise<void>;
}

export interface EventsDependencies {
  readonly sendToQueue: SendToQueue;
  readonly lambda: Pick<LambdaService, 'functions' | 'invoke' | 'mayInvoke'>;
  readonly credentials: Pick<CredentialsRegistry, 'assumeRole'>;
  readonly emit: EmitEvent;
  readonly faults?: Pick<FaultPoints, 'planDelivery'>;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** `start` reads buses and rules, and throws one `CloudError` (`events.invalid-rule`) that lists what AWS would refuse. */
export function createEventsService(deps: EventsDependencies): EventsService {
  const { clock = systemClock, faults = noFaults, random = Math.random } = deps;
  const schedules: (() => void)[] = [];
  let rules: readonly Rule[] = [];
  let router: EventRouter | undefined;

  const getRouter = () => {
    if (!router) throw new Error('Events are taken after start().');
    return router;
  };
  const putEvents: EventsService['putEvents'] = (entries, caller) => getRouter().putEvents(entries, caller);
  const startSchedule = (rule: Rule) => {
    const periodMs = rule.schedule?.periodMs;
    if (periodMs === undefined) return;
    let cancel = () => {};
    const plan = () => {
      cancel = clock.at(clock.now() + periodMs, () => {
        plan();
        void getRouter().fire(rule);
      });
    };
    plan();
    schedules.push(() => cancel());
  };

  return {
    support: eventsSupport,
    handler: createEventsHandler(putEvents),
    putEvents,
    identify(resource) {
      if (resource.type === 'AWS::Events::Rule') {
        const { ref, arn } = identifyRule(resource);
        return { ref, attributes: { Arn: arn } };
      }
      if (resource.type === 'AWS::Events::EventBus') {
        const arn = toBusArn(resource.property('Name'), resource.stack);
        const name = findBusName(arn);
        return { ref: name, attributes: { Arn: arn, Name: name } };
      }
      return { ref: resource.logicalId, attributes: {} };
    },
    async start(resources) {
      const problems: Problem[] = [];
      const buses = gatherBuses(resources, problems);
      rules = resources
        .filter(({ type }) => type === 'AWS::Events::Rule')
        .map((rule) => parseRule(rule, problems));
      for (const rule of rules) problems.push(...checkRoles(rule, deps));
      refuse(problems);
      const sessions = new Map<string, Principal>();
      const assumeRole = (roleArn: string, rule: Rule) => {
        const key = `${rule.arn} ${roleArn}`;
        const principal = sessions.get(key) ?? assume(roleArn, rule, deps);
        sessions.set(key, principal);
        return principal;
      };
      router = createEventRouter({ ...deps, buses, rules, assumeRole, clock, random, faults });
      for (const rule of rules) startSchedule(rule);
    },
    async runSchedule(name) {
      const rule = rules.find(({ name: own, constructPath }) => own === name || constructPath === name);
      if (!rule?.schedule) throw createUnknownSchedule(name, rules);
      await getRouter().fire(rule);
    },
    async close() {
      for (const stop of schedules) stop();
      router?.close();
    },
  };
}

function assume(roleArn: string, { name, constructPath }: Rule, { credentials }: EventsDependencies) {
  const service = 'events.amazonaws.com';
  return credentials.assumeRole({ roleArn, service, sessionName: name.slice(0, 64), place: constructPath })
    .principal;
}

/** A role that cannot be assumed is found now, not at the first event. */
function checkRoles(rule: Rule, deps: EventsDependencies): Problem[] {
  return rule.targets.flatMap(({ roleArn, kind }) => {
    try {
      if (kind === 'bus' && roleArn !== undefined) assume(roleArn, rule, deps);
      return [];
    } catch (error) {
      if (error instanceof CloudError) return [...error.problems];
      throw error;
    }
  });
}

function createUnknownSchedule(name: string, rules: readonly Rule[]): CloudError {
  const known = rules.filter(({ schedule }) => schedule).map((rule) => rule.name);
  const message = `no enabled rule ${name} has a schedule.`;
  const nextStep = `Name one of: ${known.join(', ') || 'none'}.`;
  return new CloudError([{ code: 'events.unknown-schedule', message, place: name, nextStep }]);
}
