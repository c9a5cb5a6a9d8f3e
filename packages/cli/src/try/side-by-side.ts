import { type Cloud, type CloudEvent, startCloud } from '@unlith/local-cloud';
import { createHttpTransport, type Send, type Target } from '@unlith/parity';
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
  const target = (stack: string): Target => {
    const url = cloud.apis.find((api) => api.stack === stack)?.url ?? '';
    return { url, credentials, send: sendAsOneHost(url) };
  };
  return {
    cloud,
    baseline: target(stageNames.baseline),
    calibration: target(stageNames.calibration),
    candidate: target(stageNames.candidate),
  };
}

/** Behind one name, as after a deployment: an app that writes its own address into an answer writes the same one. */
function sendAsOneHost(url: string): Send {
  const { send } = createHttpTransport({ url });
  return ({ headers, ...request }) => {
    const hasHost = headers.some(([name]) => name === 'host');
    return send({ ...request, headers: hasHost ? headers : [['host', 'api.example.com'], ...headers] });
  };
}

/** A function of the split by the manifest's name: `Split/App/get-flights/Function/Resource` is `get-flights`. */
export function toManifestName({
  constructPath,
}: Pick<Cloud['functions'][number], 'constructPath'>): string | undefined {
  const [stack, construct, name] = constructPath.split('/');
  return stack === stageNames.candidate && construct === 'App' ? name : undefined;
}
