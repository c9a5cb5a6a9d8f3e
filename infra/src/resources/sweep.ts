import type { FunctionDescription, ServiceDescription } from '@unlith/microservices';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Identity } from '../stacks/identity-stack.ts';
import { AirlineFunction } from './airline-function.ts';
import { lithEnvironment } from './lith-split.ts';
import { resolveGrants, type ServiceTables, tableEnvironment, uniteGrants } from './service-tables.ts';

export interface SweepProps {
  readonly bundleDirectory: string;
  readonly services: readonly ServiceDescription[];
  readonly tables: ServiceTables;
  readonly identity: Identity;
}

/**
 * The lith's scheduled task as a function of its own: a split takes routes out of an app, and this one is none.
 * It calls by method what the native sweep calls by HTTP, so that it needs those functions' permissions, too.
 */
export function addSweep(
  scope: Construct,
  { bundleDirectory, services, tables, identity }: SweepProps,
): void {
  const functions = services.flatMap((service) => service.functions);
  for (const description of functions) {
    if (description.schedule === undefined) continue;
    const grants = [description, ...listCalled(description, functions)].flatMap((each) => each.grants);
    const { lambda } = new AirlineFunction(scope, description.name, {
      bundleDirectory,
      description: description.schedule,
      memoryMiB: description.memoryMiB,
      timeoutSeconds: description.timeoutSeconds,
      environment: { ...lithEnvironment(identity), ...tableEnvironment(tables, () => true) },
      grants: resolveGrants(uniteGrants(grants), tables),
    });
    new Rule(scope, `${description.name}-schedule`, {
      schedule: Schedule.expression(description.schedule),
      targets: [new LambdaFunction(lambda)],
    });
  }
}

const listCalled = ({ calls = [] }: FunctionDescription, functions: readonly FunctionDescription[]) =>
  functions.filter(({ privateRouteKeys = [] }) => privateRouteKeys.some((each) => calls.includes(each)));
