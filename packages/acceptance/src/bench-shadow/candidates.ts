import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

type Defer = (cleanUp: () => unknown) => void;

/** An API in a process of its own. */
export async function startApi(defer: Defer): Promise<{ url: string; process: ChildProcess }> {
  const api = fork(fileURLToPath(new URL('./api.cjs', import.meta.url)), { execArgv: [] });
  defer(() => api.kill('SIGKILL'));
  const [url] = (await once(api, 'message')) as [string];
  return { url, process: api };
}

/** What a candidate may be like. */
export async function startCandidates(defer: Defer): Promise<Readonly<Record<string, string>>> {
  const healthy = await startApi(defer);
  return {
    healthy: healthy.url,
    dead: await closedPort(),
    hanging: await startTalker(() => {}, defer),
    lying: await startTalker(
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{]'),
      defer,
    ),
  };
}

async function startTalker(talk: (socket: net.Socket) => void, defer: Defer): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.on('error', () => {});
    socket.once('data', () => talk(socket));
  });
  const url = await listen(server);
  defer(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return url;
}

async function closedPort(): Promise<string> {
  const server = net.createServer();
  const url = await listen(server);
  server.close();
  return url;
}

async function listen(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}
