import { type Cloud, type CloudEvent, startCloud } from '@unlith/local-cloud';
import type { Target } from '@unlith/parity';
import { stageNames } from './throwaway-stages.ts';

/** The three stages at work in one cloud, as parity plays against them. */
export interface SideBySide {
  readonly cloud: Cloud;
  readonly baseline: Target;
  readonly calibration: Target;
  readonly candidate: Target;
}

export async function startSideBySide(
  assembly: string,
  {
    credentials,
    onEvent,
  }: { credentials: NonNullable<Target['credentials']>; onEvent: (event: CloudEvent) => void },
): Promise<SideBySide> {
  const cloud = await startCloud({ assembly, onEvent });
  const target = (stack: string): Target => ({
    url: cloud.apis.find((api) => api.stack === stack)?.url ?? '',
    credentials,
  });
  return {
    cloud,
    baseline: target(stageNames.baseline),
    calibration: target(stageNames.calibration),
    candidate: target(stageNames.candidate),
  };
}

/** A function of the split by the manifest's name: `Split/App/get-flights/Function/Resource` is `get-flights`. */
export function toManifestName({
  constructPath,
}: Pick<Cloud['functions'][number], 'constructPath'>): string | undefined {
  const [stack, construct, name] = constructPath.split('/');
  return stack === stageNames.candidate && construct === 'App' ? name : undefined;
}
