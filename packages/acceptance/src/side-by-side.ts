import { type Cloud, type CloudEvent, startCloud } from '@unlith/local-cloud';
import { services } from '@unlith/microservices';
import type { Target } from '@unlith/parity';
import type { Seed } from '@unlith/shared-model/seed';
import { createLocalCredentials } from './credentials.ts';
import seedCloud, { listLocalStages, seedFromToday } from './local-stages.ts';
import { getStage } from './stages.ts';

/** The split's stacks, one a service; `Identity` and `Split` come along because they depend on them. */
export const splitStacks: readonly string[] = services.map(
  ({ name }) => `Split-${name.charAt(0).toUpperCase()}${name.slice(1)}`,
);

/** The stacks of both stages. */
export const stageStacks: readonly string[] = ['Monolith', ...splitStacks];

/** Lith and split in one cloud, and a second, fresh lith in another to calibrate against: seeded alike. */
export interface SideBySide {
  readonly cloud: Cloud;
  readonly baseline: Target;
  readonly candidate: Target;
  readonly calibration: Target;
  close(): Promise<void>;
}

/** Starts both clouds on an assembly and seeds their stages. Nothing stays behind when it fails. */
export async function startSideBySide(
  assembly: string,
  onEvent?: (event: CloudEvent) => void,
): Promise<SideBySide> {
  const seed = seedFromToday();
  const [both, second] = await Promise.allSettled([
    startSeeded({ assembly, stacks: stageStacks, ...(onEvent && { onEvent }) }, seed),
    startSeeded({ assembly, stacks: ['Monolith'] }, seed),
  ]);
  const close = async () => {
    await Promise.all([both, second].map((start) => start.status === 'fulfilled' && start.value.close()));
  };
  if (both.status === 'rejected' || second.status === 'rejected') {
    await close();
    throw [both, second].find((start) => start.status === 'rejected')?.reason;
  }
  return {
    cloud: both.value,
    baseline: createTarget(both.value, 'Monolith'),
    candidate: createTarget(both.value, 'Split'),
    calibration: createTarget(second.value, 'Monolith'),
    close,
  };
}

/** Starts a cloud and fills its tables; closes it again when that fails. */
export async function startSeeded(
  options: Parameters<typeof startCloud>[0],
  seed: Seed = seedFromToday(),
): Promise<Cloud> {
  const cloud = await startCloud(options);
  try {
    await seedCloud(cloud, seed);
    return cloud;
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

/** A stage in the cloud, as parity plays against it. */
export function createTarget(cloud: Cloud, stage: string): Target {
  return { url: getStage(listLocalStages(cloud), stage).url, credentials: createLocalCredentials(cloud) };
}
