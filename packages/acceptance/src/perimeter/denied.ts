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
 * does not; and to send to every queue and to put events on the bus, which no function may.
 */
export async function proveDenied(cloud: Cloud, perimeters: readonly Perimeter[]): Promise<DeniedProof> {
  const resolve = await createResolver(cloud);
  const held = listHeld(perimeters);
  const bus = { action: 'events:PutEvents', name: getBusName(cloud) };
  const forbidden = [
    ...perimeters.flatMap((perimeter) => {
      const caller = lendRole(cloud, perimeter);
      const own = new Set(perimeter.permissions.map(formatPermission));
      const foreign = [...held].filter(([label]) => !own.has(label));
      return [
        ...foreign.map(([label, permission]) => ({
          label: `${perimeter.name}: ${label}`,
          tryIt: () => attempt(caller, resolve(permission)),
        })),
        { label: `${perimeter.name}: ${bus.action} ${bus.name}`, tryIt: () => attempt(caller, bus) },
      ];
    }),
    ...[...held]
      .filter(([, { resource }]) => resource.kind === 'private-route')
      .map(([label, permission]) => ({
        label: `unsigned: ${label}`,
        tryIt: () => attemptUnsigned(resolve(permission).name),
      })),
  ];
  const allowedByMistake: string[] = [];
  for (const { label, tryIt } of forbidden) if ((await tryIt()) === 'allowed') allowedByMistake.push(label);
  return { attempts: forbidden.length, allowedByMistake };
}

/** Everything that any function holds, by its label; and sending to each queue that one of them reads. */
function listHeld(perimeters: readonly Perimeter[]): ReadonlyMap<string, Permission> {
  const permissions = perimeters
    .flatMap((perimeter) => perimeter.permissions)
    .filter(({ resource }) => resource.kind !== 'log-group')
    .flatMap((permission): Permission[] => {
      const { resource } = permission;
      return resource.kind === 'queue' ? [permission, { action: 'sqs:SendMessage', resource }] : [permission];
    });
  return new Map(permissions.map((permission) => [formatPermission(permission), permission]));
}

function getBusName(cloud: Cloud): string {
  const name = cloud.stacks.find((stack) => stack.name === 'Split')?.outputs.EventBusName;
  if (name === undefined) throw new Error('The stack Split has no output EventBusName');
  return name;
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
