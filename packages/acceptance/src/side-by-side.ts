import {
  type Cloud,
  type CloudEvent,
  type CloudOptions,
  createDeliveryRecorder,
  type DeliveryRecorder,
  startCloud,
} from '@unlith/local-cloud';
import { services } from '@unlith/microservices';
import type { Target } from '@unlith/parity';
import type { Seed } from '@unlith/shared-model/seed';
import { createLocalCredentials } from './credentials.ts';
import seedCloud, { listLocalStages, seedFromToday } from './local-stages.ts';
import { createStageStore } from './stage-stores.ts';
import { getStage } from './stages.ts';

/** The split's services, one stack each; `Identity` and `Split` come along because they depend on them. */
export const splitStacks: readonly string[] = services.map(
  ({ name }) => `Split-${name.charAt(0).toUpperCase()}${name.slice(1)}`,
);

/** The stacks of the lith and of the split's services. */
export const stageStacks: readonly string[] = ['Monolith', ...splitStacks];

/** Stages that are compared with the lith, and their stacks. */
const candidateStacks = {
  Split: [...splitStacks, 'Split-Pages'],
  Extracted: ['Extracted'],
  Strangler: ['Strangler'],
} satisfies Record<string, readonly string[]>;

export type CandidateStage = keyof typeof candidateStacks;

export const candidateStages = Object.keys(candidateStacks) as readonly CandidateStage[];

export interface SideBySideOptions {
  /** Default: the split alone. */
  readonly stages?: readonly CandidateStage[];
  /** Whether what the stages leave behind is compared, too: tables, events and messages. */
  readonly withStores?: boolean;
  readonly onEvent?: (event: CloudEvent) => void;
}

/** Lith and candidates in one cloud, and a second, fresh lith in another to calibrate against: seeded alike. */
export interface SideBySide {
  readonly cloud: Cloud;
  readonly baseline: Target;
  /** The first of the stages. */
  readonly candidate: Target;
  readonly candidates: ReadonlyMap<CandidateStage, Target>;
  readonly calibration: Target;
  close(): Promise<void>;
}

/** Starts both clouds on an assembly and seeds their stages. Nothing stays behind when it fails. */
export async function startSideBySide(
  assembly: string,
  { stages = ['Split'], withStores = false, onEvent }: SideBySideOptions = {},
): Promise<SideBySide> {
  const seed = seedFromToday();
  const stacks = ['Monolith', ...stages.flatMap((stage) => candidateStacks[stage])];
  const [all, second] = await Promise.allSettled([
    startRecorded({ assembly, stacks, ...(onEvent && { onEvent }) }, seed),
    startRecorded({ assembly, stacks: ['Monolith'] }, seed),
  ]);
  const close = async () => {
    await Promise.all(
      [all, second].map((start) => start.status === 'fulfilled' && start.value.cloud.close()),
    );
  };
  if (all.status === 'rejected' || second.status === 'rejected') {
    await close();
    throw [all, second].find((start) => start.status === 'rejected')?.reason;
  }
  const toTarget = ({ cloud, deliveries }: RecordedCloud, stage: string): Target => ({
    ...createTarget(cloud, stage),
    ...(withStores && { stores: [createStageStore(cloud, stage, deliveries)] }),
  });
  const candidates = new Map(stages.map((stage) => [stage, toTarget(all.value, stage)]));
  return {
    cloud: all.value.cloud,
    baseline: toTarget(all.value, 'Monolith'),
    candidate: candidates.get(stages[0] as CandidateStage) as Target,
    candidates,
    calibration: toTarget(second.value, 'Monolith'),
    close,
  };
}

/** A cloud, and what is said on its buses and queues. */
interface RecordedCloud {
  readonly cloud: Cloud;
  readonly deliveries: DeliveryRecorder;
}

/** Starts a cloud as {@link startSeeded} does, and records what is said in it. */
async function startRecorded(options: CloudOptions, seed?: Seed): Promise<RecordedCloud> {
  const deliveries = createDeliveryRecorder();
  const onEvent = (event: CloudEvent) => {
    deliveries.onEvent(event);
    options.onEvent?.(event);
  };
  return { cloud: await startSeeded({ ...options, onEvent }, seed), deliveries };
}

/** Starts a cloud and fills its tables; closes it again when that fails. */
export async function startSeeded(options: CloudOptions, seed: Seed = seedFromToday()): Promise<Cloud> {
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
