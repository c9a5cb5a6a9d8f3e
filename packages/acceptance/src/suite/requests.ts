import type { Request, Settlement, Step } from '@unlith/parity';

/** Shorthand of the airline's scenarios: a request by method, the rest by name. */
type Options = Omit<Request, 'method' | 'path'>;

export const get = (path: string, options: Options = {}): Request => ({ method: 'GET', path, ...options });
export const head = (path: string, options: Options = {}): Request => ({ method: 'HEAD', path, ...options });
export const post = (path: string, options: Options = {}): Request => ({ method: 'POST', path, ...options });
export const patch = (path: string, options: Options = {}): Request => ({
  method: 'PATCH',
  path,
  ...options,
});
export const del = (path: string, options: Options = {}): Request => ({ method: 'DELETE', path, ...options });

/** One row of a table of requests: what it shows, the status it must have, the request. */
export type Row = readonly [name: string, expect: number, request: Step['request']];

export const steps = (...rows: readonly Row[]): Step[] =>
  rows.map(([name, expect, request]) => ({ name, expect, request }));

/** What events bring about: on a busy machine, functions that start cold take seconds. */
export const until = (test: Settlement['until']): Settlement => ({ withinMs: 30_000, until: test });

export const ada = { firstName: 'Ada', lastName: 'Lovelace' };
export const grace = { firstName: 'Grace', lastName: 'Hopper' };
export const edsger = { firstName: 'Edsger', lastName: 'Dijkstra' };
