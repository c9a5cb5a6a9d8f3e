import { availableParallelism } from 'node:os';
import { readAssembly } from './assembly/assembly.ts';
import { selectStacks } from './assembly/select-stacks.ts';
import type { Cloud, CloudOptions } from './cloud.ts';
import { CloudError, refuse } from './cloud-error.ts';
import type { EmitEvent } from './events.ts';
import { createFaultInjector } from './faults/fault-injector.ts';
import { findAudience, findLiteralAudience, listLiteralIssuers } from './jwt-settings.ts';
import { presentCloud } from './present-cloud.ts';
import { createReaper } from './processes/reaper.ts';
import type { Service } from './services/service.ts';
import { createServices } from './services.ts';
import { supportedTypes } from './supports.ts';
import { checkStack } from './template/check.ts';
import { createDeployment, type Deployment } from './template/deployment.ts';

/**
 * Starts the stacks of an assembly on this machine and resolves when every one of them can be used.
 *
 * Throws one `CloudError` that lists everything which keeps the stacks from running as they are; nothing is left
 * running then.
 *
 * @example
 * const cloud = await startCloud({ assembly: 'cdk.out', stacks: ['Monolith'] });
 * const token = await cloud.issueToken({ subject: 'alice' });
 * await fetch(`${cloud.apis[0].url}/api/bookings`, { headers: { authorization: `Bearer ${token}` } });
 * await cloud.close();
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const assembled = readAssembly(options.assembly);
  const stacks = selectStacks(assembled, options.stacks);
  refuse(stacks.flatMap((stack) => checkStack(stack, supportedTypes)));

  const reaper = createReaper();
  const emit = createEmit(options.onEvent);
  const { databasePath, dynamodbEndpoint } = options;
  const hasDatabaseFile = databasePath !== undefined && dynamodbEndpoint === undefined;
  const faults = createFaultInjector({ emit, hasDatabaseFile });
  const services = createServices({
    stacks,
    reaper,
    emit,
    faults: faults.points,
    port: options.port ?? 0,
    maxEnvironments: options.maxEnvironments ?? 4 * availableParallelism(),
    dynamodbEndpoint,
    databasePath,
    // Of all stacks: the lith may name the issuer that only the split's authorizer declares as one.
    literalIssuers: listLiteralIssuers(assembled),
    findAudience: () =>
      findAudience(deployment.resources, services.cognito) ?? findLiteralAudience(assembled),
  });
  const order: readonly Service[] = Object.values(services);
  const ownerOf = (type: string) => order.find(({ support }) => type in support.resourceTypes) as Service;
  const deployment: Deployment = createDeployment(stacks, {
    identify: (resource) => ownerOf(resource.type).identify(resource),
    localize: (text) =>
      services.cognito.localize(services.restApi.localize(services.apiGateway.localize(text))),
  });
  const resourcesOf = (service: Service) =>
    deployment.resources.filter(({ type }) => type in service.support.resourceTypes);

  const close = once(async () => {
    try {
      for (const service of order.toReversed()) await service.close?.();
    } finally {
      await reaper.close();
    }
  });
  try {
    await settleAll(order.map((service) => service.listen?.(resourcesOf(service))));
    refuse(deployment.listProblems());
    for (const service of order) await service.start?.(resourcesOf(service));
  } catch (error) {
    await close();
    throw error;
  }
  return presentCloud({ stacks, deployment, services, faults, close });
}

/** A listener's mistake must come to light, and must not look like a fault of the cloud. */
function createEmit(onEvent: EmitEvent = () => {}): EmitEvent {
  return (event) => {
    try {
      onEvent(event);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined;
  return () => {
    promise ??= run();
    return promise;
  };
}

/** Waits for all, also after one has failed, so that nothing is still being opened while the rest is closed. */
async function settleAll(promises: readonly (Promise<void> | undefined)[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const bug = failures.find((failure) => !(failure instanceof CloudError));
  if (bug) throw bug;
  refuse(failures.flatMap(({ problems }: CloudError) => problems));
}
