import { once } from 'node:events';
import net from 'node:net';

/** A server that speaks in bytes: what it gets it hands to `talk`, connection by connection. */
export async function startRawServer(
  talk: (socket: net.Socket, received: () => string) => void,
): Promise<{ url: string; port: number; close: () => Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    socket.on('error', () => {});
    talk(socket, collect(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}

/** Answers the same bytes to whatever arrives first on a connection. */
export const answering = (bytes: string | Buffer) => (socket: net.Socket) =>
  void socket.once('data', () => socket.write(bytes));

/** A connection to `url`, with all that it has received so far. */
export async function connect(url: string): Promise<{ socket: net.Socket; received: () => string }> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  const received = collect(socket);
  await once(socket, 'connect');
  return { socket, received };
}

/** Sends bytes on a connection of their own, and resolves with all that comes back until the other side closes. */
export async function converse(url: string, bytes: string): Promise<string> {
  const { socket, received } = await connect(url);
  socket.write(bytes);
  await once(socket, 'close');
  return received();
}

function collect(socket: net.Socket): () => string {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
