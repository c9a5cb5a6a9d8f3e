import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { Administrator, Cloud } from '@unlith/local-cloud';
import { attempt, attemptUnsigned, type Target } from './attempt.ts';
import { formatPermission, type GrantedResource, type Perimeter, type Permission } from './permissions.ts';

export interface DeniedProof {
  readonly attempts: number;
  /** `create-booking: dynamodb:Query …`: what somebody could do that nobody granted. */
  readonly allowedByMistake: readonly string[];
}

/**
 * Tries, with each function's own credentials on the running stage, every action that any other function holds and it
 * does not; and to send to every queue, which no function may.
 */
export async function proveDenied(cloud: Cloud, perimeters: readonly Perimeter[]): Promise<DeniedProof> {
  const resolve = await createResolver(cloud);
  const held = new Map(
    perimeters
      .flatMap(({ permissions }) => permissions)
      .filter(({ resource }) => resource.kind !== 'log-group')
      .map((permission) => [formatPermission(permission), permission]),
  );
  for (const { resource } of [...held.values()]) {
    const send: Permission = { action: 'sqs:SendMessage', resource };
    if (resource.kind === 'queue') held.set(formatPermission(send), send);
  }

  let attempts = 0;
  const allowedByMistake: string[] = [];
  for (const perimeter of perimeters) {
    const caller = lendRole(cloud, perimeter);
    const own = new Set(perimeter.permissions.map(formatPermission));
    for (const [label, permission] of held) {
      if (own.has(label)) continue;
      attempts += 1;
      if ((await attempt(caller, resolve(permission))) === 'allowed')
        allowedByMistake.push(`${perimeter.name}: ${label}`);
    }
  }
  for (const permission of held.values()) {
    if (permission.resource.kind !== 'private-route') continue;
    attempts += 1;
    const { name } = resolve(permission);
    if ((await attemptUnsigned(name)) === 'allowed')
      allowedByMistake.push(`unsigned: ${formatPermission(permission)}`);
  }
  return { attempts, allowedByMistake };
}

function lendRole(cloud: Cloud, { stack, name }: Perimeter): Administrator {
  const lender = cloud.functions.find(({ constructPath }) => constructPath.startsWith(`${stack}/${name}/`));
  if (!lender) throw new Error(`The cloud runs no function ${stack}/${name}`);
  return { ...cloud.administrator, credentials: lender.assumeRole() };
}

/** From the template's names to those of the running stage. */
async function createResolver(cloud: Cloud): Promise<(permission: Permission) => Target> {
  const queueUrls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues(
    { client: new SQSClient(cloud.administrator) },
    {},
  )) {
    queueUrls.push(...QueueUrls);
  }
  const getName = (resource: GrantedResource): string | undefined => {
    switch (resource.kind) {
      case 'table':
        return cloud.tables.find(
          ({ stack, logicalId }) => stack === resource.stack && logicalId === resource.logicalId,
        )?.name;
      case 'queue':
        return queueUrls.find((url) => url.includes(resource.logicalId));
      case 'private-route':
        return `${cloud.apis.find(({ url }) => url.endsWith('/private'))?.url}${toPath(resource.path)}`;
      case 'log-group':
        return undefined;
    }
  };
  return ({ action, resource }) => {
    const name = getName(resource);
    if (name === undefined) throw new Error(`Nothing runs for ${formatPermission({ action, resource })}`);
    return { action, name, index: resource.kind === 'table' ? resource.index : undefined };
  };
}

/** `/private/POST/internal/loyalty/*` -> `/internal/loyalty/nobody` */
const toPath = (path: string): string => path.replace(/^\/private\/[A-Z]+/, '').replaceAll('*', 'nobody');
