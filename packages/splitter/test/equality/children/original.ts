/** The app as its author runs it, on a real socket; says through IPC on which port. */
import { createServer, type RequestListener, Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { captureListen } from '../../../src/adapter/capture-listen.ts';
import { findExportedApp, findMadeApp, loadExports } from '../../../src/discover/child/find-app.ts';

const { listen } = NetServer.prototype;
const captured = captureListen();
const exported = await loadExports(process.argv[2] ?? '');
const app = (findExportedApp(exported)?.app ??
  (captured.server instanceof Server ? undefined : (await findMadeApp(exported))?.app)) as
  | RequestListener
  | undefined;
const server = app ?? (await captured.server);

const front = createServer((request, response) => {
  if (typeof server === 'function') server(request, response);
  else server.emit('request', request, response);
});
// As behind an HTTP API, which is reached over TLS alone.
front.on('connection', (socket) => Object.assign(socket, { encrypted: true }));
// By itself it ends connections after five seconds without a request, which the other side may take on a busy machine.
front.keepAliveTimeout = 0;
// Who asks may have been killed.
process.once('disconnect', () => process.exit());
front.once('listening', () => process.send?.({ port: (front.address() as AddressInfo).port }));
Reflect.apply(listen, front, [0, '127.0.0.1']);
