import type { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';

/** What the app called `listen` on. */
export interface CapturedServer {
  /** The first server with an Express app, else the first that takes requests; as a promise as long as there is none. */
  readonly server: HttpServer | Promise<HttpServer>;
}

/**
 * From now on, `listen` of an HTTP server opens no port and remembers the server. All else is as if it had: its callback is
 * called, `listening` is emitted, `address()` tells a port. Call it before the app is loaded.
 */
export function captureListen(): CapturedServer {
  const listen = Server.prototype.listen;
  const servers: HttpServer[] = [];
  let announce: (server: HttpServer) => void = () => {};
  const first = new Promise<HttpServer>((resolve) => {
    announce = resolve;
  });
  Server.prototype.listen = function (this: Server, ...parameters: unknown[]): Server {
    // HTTPS servers are no `http.Server`; both take requests.
    if (this.listenerCount('request') === 0) return Reflect.apply(listen, this, parameters);
    servers.push(this as HttpServer);
    announce(this as HttpServer);
    const listener = parameters.at(-1);
    if (typeof listener === 'function') this.once('listening', listener as () => void);
    this.address = () => ({ address: '::', family: 'IPv6', port: Number(parameters[0]) || 0 });
    process.nextTick(() => this.emit('listening'));
    return this;
  };
  return {
    get server() {
      return servers.find(servesExpress) ?? servers[0] ?? first;
    },
  };
}

const servesExpress = (server: Server): boolean =>
  server.listeners('request').some((listener) => 'handle' in listener && 'settings' in listener);
