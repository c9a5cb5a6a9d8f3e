import type { Connection } from './connection.ts';

/** Connections to one server, so many at most, each asked by one request at a time. */
export interface ConnectionPool {
  /** A connection that is free, or new; where there are too many, as soon as one is. */
  take(): Connection | Promise<Connection>;
  giveBack(connection: Connection): void;
  /** Ends all connections. */
  close(): void;
}

/** Creates a pool without any connection; the one that was used last is used next. */
export function createConnectionPool(
  open: (onClose: () => void) => Connection,
  mostConnections: number,
): ConnectionPool {
  const connections = new Set<Connection>();
  const idle: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  const add = () => {
    const connection = open(() => connections.delete(connection));
    connections.add(connection);
    return connection;
  };
  const drop = (connection: Connection) => {
    connections.delete(connection);
    connection.destroy();
  };
  const findIdle = (): Connection | undefined => {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.isFree()) return connection;
      drop(connection);
    }
    return undefined;
  };
  return {
    take() {
      const connection = findIdle();
      if (connection) return connection;
      return connections.size < mostConnections ? add() : new Promise((resolve) => waiting.push(resolve));
    },
    giveBack(connection) {
      const isFree = connection.isFree();
      if (!isFree) drop(connection);
      const next = waiting.shift();
      if (next) next(isFree ? connection : add());
      else if (isFree) idle.push(connection);
    },
    close() {
      for (const connection of connections) connection.destroy();
    },
  };
}
