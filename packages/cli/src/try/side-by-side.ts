import { type Cloud, type CloudEvent, startCloud } from '@unlith/local-cloud';
import { createHttpTransport, type Send, type Target } from '@unlith/parity';
import type { Seed } from '../seed-cloud.ts';

export interface SideBySideOptions {
  readonly credentials: NonNullable<Target['credentials']>;
  readonly seed: Seed | undefined;
  readonly onEvent: (event: CloudEvent) => void;
  /** Told at once how to end what was started. */
  readonly defer: (cleanUp: () => unknown) => void;
}

/** Stages at work in one cloud, as parity plays against them. */
export interface SideBySide {
  readonly cloud: Cloud;
  target(stage: string): Target;
}

export async function startSideBySide(
  assembly: string,
  { credentials, seed, onEvent, defer }: SideBySideOptions,
): Promise<SideBySide> {
  const cloud = await startCloud({ assembly, onEvent });
  defer(cloud.close);
  await seed?.(cloud);
  return {
    cloud,
    target(stage) {
      const url = cloud.apis.find(({ stack }) => stack === stage)?.url ?? '';
      return { url, credentials, send: sendAsOneHost(url) };
    },
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

/** A function of a stage by the manifest's name: `Split/App/get-flights/Function/Resource` is `get-flights`. */
export function toManifestName({
  constructPath,
}: Pick<Cloud['functions'][number], 'constructPath'>): string | undefined {
  const [, construct, name] = constructPath.split('/');
  return construct === 'App' ? name : undefined;
}
