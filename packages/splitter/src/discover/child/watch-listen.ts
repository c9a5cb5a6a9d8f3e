import { Server } from 'node:net';
import { captureListen } from '../../adapter/capture-listen.ts';
import { type ExpressApplication, isApplication } from './express-objects.ts';
import type { FoundApp } from './find-app.ts';
import type { LoadEffects } from './load-effects.ts';
import { watchListeners } from './watch-process.ts';

export interface Listening {
  /** The app on whose server `listen` has been called, if that has happened. */
  find(): FoundApp | undefined;
  /** Settles as soon as it happens. */
  readonly first: Promise<FoundApp>;
}

/** No server opens a port from here on. Of those that would have, the first with an Express app counts. */
export function watchListen(effects: LoadEffects): Listening {
  captureListen();
  const apps = new WeakMap<object, ExpressApplication>();
  watchListeners(Server.prototype, (event, listener, server) => {
    // Socket.IO takes the app's place later, and asks it itself.
    if (event === 'request' && isApplication(listener)) apps.set(server, listener);
  });
  const { listen } = Server.prototype;
  let found: FoundApp | undefined;
  let resolve: (found: FoundApp) => void = () => {};
  const first = new Promise<FoundApp>((settle) => {
    resolve = settle;
  });
  Server.prototype.listen = function (this: Server, ...parameters: unknown[]): Server {
    effects.note('listen', 'listen');
    if (this.listenerCount('request') === 0) return pretendToListen(this, parameters.at(-1)); // No HTTP server.
    const app = apps.get(this);
    if (app && !found) {
      found = { app, export: { kind: 'listen' } };
      resolve(found);
    }
    return Reflect.apply(listen, this, parameters);
  };
  return { find: () => found, first };
}

function pretendToListen(server: Server, listener: unknown): Server {
  if (typeof listener === 'function') server.once('listening', listener as () => void);
  process.nextTick(() => server.emit('listening'));
  return server;
}
