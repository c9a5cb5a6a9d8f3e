import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Airline, type AirlineParts, createAirline, createApp } from '@unlith/monolith';
import { lithDescription } from '@unlith/monolith/description';
import type { Target } from '@unlith/parity';
import { createMemoryRepositories, systemClock, ulidIds } from '@unlith/shared-model';
import { seedFromToday } from '../local-stages.ts';
import { audience, type startIssuer } from './issuer.ts';

/** Puts a fault into the parts that an airline is made of. */
export type Plant = (parts: AirlineParts) => AirlineParts;

interface Deps extends Awaited<ReturnType<typeof startIssuer>> {
  readonly defer: (cleanUp: () => unknown) => void;
}

/** The whole lith in this process, on an airline in memory that begins anew whenever that is wanted. */
export async function startAirline(
  { issuer, credentials, defer }: Deps,
  plant: Plant = (parts) => parts,
): Promise<{ target: Target; reset: () => void }> {
  const seed = seedFromToday();
  const silent = { info() {}, error() {} };
  const begin = (): Airline =>
    createAirline(
      plant({
        ...createMemoryRepositories(seed),
        clock: systemClock,
        ids: ulidIds,
      }),
      silent,
    );
  let current = begin();
  const app = createApp({
    airline: new Proxy(current, { get: (_, part: keyof Airline) => current[part] }),
    settings: {
      issuer,
      audience,
      viewsDirectory: lithDescription.assets.views,
      publicDirectory: lithDescription.assets.public,
    },
    logger: silent,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  defer(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    target: { url, credentials },
    reset: () => {
      current = begin();
    },
  };
}
