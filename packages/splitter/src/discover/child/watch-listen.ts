import type { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import { captureListen } from '../../adapter/capture-listen.ts';
import { appOf, type FoundApp } from './find-app.ts';

export interface Listening {
  /** The app on whose server `listen` has been called, if that has happened. */
  find(): FoundApp | undefined;
  /** Settles as soon as it happens. */
  readonly first: Promise<FoundApp>;
}

/** No server opens a port from here on. Of those that would have, the first with an Express app counts. */
export function watchListen(): Listening {
  captureListen();
  const { listen } = Server.prototype;
  const { promise, resolve } = withResolvers<FoundApp>();
  let found: FoundApp | undefined;
  Server.prototype.listen = function (this: Server, ...parameters: unknown[]): Server {
    if (this.listenerCount('request') === 0) return this; // No HTTP server: nothing to remember.
    const app = appOf(this as HttpServer);
    if (app && !found) {
      found = { app, export: { kind: 'listen' } };
      resolve(found);
    }
    return Reflect.apply(listen, this, parameters);
  };
  return { find: () => found, first: promise };
}

/** `Promise.withResolvers` comes with Node.js 22. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
