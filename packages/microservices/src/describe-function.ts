import { fileURLToPath } from 'node:url';
import type { FunctionDescription } from './service-description.ts';

type Own = Pick<FunctionDescription, 'environment' | 'grants'> & Partial<FunctionDescription>;

/** A function named for its handler's file, with this house's memory and timeout unless it needs others. */
export const describeFunction = (entry: URL, own: Own): FunctionDescription => ({
  name: entry.pathname.replace(/^.*\/|\.ts$/g, ''),
  entry: fileURLToPath(entry),
  routeKeys: [],
  auth: 'none',
  memoryMiB: 512,
  timeoutSeconds: 10,
  ...own,
});

/** `GET` of a path with the `HEAD` that goes with it. */
export const reading = (path: string): string[] => [`GET ${path}`, `HEAD ${path}`];
