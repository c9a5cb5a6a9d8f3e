import { type Cloud, type CloudEvent, startCloud } from '@unlith/local-cloud';
import type { Target } from '@unlith/parity';
import seedAirline from './seed.ts';

/** The lith and the split in one cloud, and a second, fresh lith in another to calibrate against. */
export interface SideBySide {
  readonly stages: Cloud;
  readonly calibration: Cloud;
  close(): Promise<void>;
}

/** Starts both clouds on an assembly and seeds every stage alike. */
export async function startSideBySide(
  assembly: string,
  onEvent?: (event: CloudEvent) => void,
): Promise<SideBySide> {
  const clouds = await Promise.allSettled([
    startCloud({
      assembly,
      stacks: ['Monolith', 'Split-Flights', 'Split-Bookings'],
      ...(onEvent && { onEvent }),
    }),
    startCloud({ assembly, stacks: ['Monolith'] }),
  ]);
  const close = async () => {
    await Promise.all(clouds.map((cloud) => cloud.status === 'fulfilled' && cloud.value.close()));
  };
  try {
    const [stages, calibration] = clouds.map((cloud) => {
      if (cloud.status === 'rejected') throw cloud.reason;
      return cloud.value;
    }) as [Cloud, Cloud];
    await Promise.all([seedAirline(stages), seedAirline(calibration)]);
    return { stages, calibration, close };
  } catch (error) {
    await close();
    throw error;
  }
}
