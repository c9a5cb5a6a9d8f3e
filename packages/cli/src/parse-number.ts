import { InvalidArgumentError } from 'commander';

export function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Give a whole number above 0.');
}

export function parsePort(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a port from 1 to 65535, as --port 3000.');
}
