import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudError } from '../cloud-error.ts';

/** An HTTP server on 127.0.0.1. */
export interface LoopbackServer {
  readonly port: number;
  /** `127.0.0.1:49152` */
  readonly address: string;
  readonly server: Server;
  /** Ends the server and its connections, idle or not. */
  close(): Promise<void>;
}

export interface LoopbackOptions extends ServerOptions {
  /** 0: any free port. */
  readonly port?: number;
  /** What wants the port, for the error when it is taken. */
  readonly place: string;
}

export async function listenOnLoopback(
  handle: RequestListener,
  { port: wanted = 0, place, ...options }: LoopbackOptions,
): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0, ...options }, handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? portTaken(wanted, place, cause) : cause),
    );
    server.listen({ host: '127.0.0.1', port: wanted, backlog: 511 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { port, address: `127.0.0.1:${port}`, server, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portTaken(port: number, place: string, cause: Error): CloudError {
  const problem = {
    code: 'cloud.port-taken',
    message: `Port ${port} on 127.0.0.1 is taken.`,
    place,
    nextStep: 'End the program that listens there, or choose another port (0 takes any free one).',
  };
  return new CloudError([problem], { cause });
}
