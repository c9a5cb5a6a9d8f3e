import type { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';

/** What the app called `listen` on while it was loaded. */
export interface CapturedServer {
  /** The first HTTP server; undefined as long as there was none. */
  readonly server: HttpServer | undefined;
}

/**
 * From now on, `listen` of an HTTP server opens no port and remembers the server. All else is as if it had: its callback is
 * called, `listening` is emitted, `address()` tells a port. Call it before the app is loaded.
 */
export function captureListen(): CapturedServer {
  const captured: { server: HttpServer | undefined } = { server: undefined };
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, ...parameters: unknown[]): Server {
    // HTTPS servers are no `http.Server`; both take requests.
    if (this.listenerCount('request') === 0) return Reflect.apply(listen, this, parameters);
    captured.server ??= this as HttpServer;
    const listener = parameters.at(-1);
    if (typeof listener === 'function') this.once('listening', listener as () => void);
    this.address = () => ({ address: '::', family: 'IPv6', port: Number(parameters[0]) || 0 });
    process.nextTick(() => this.emit('listening'));
    return this;
  };
  return captured;
}
