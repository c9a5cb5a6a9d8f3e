import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from '../adapter/exchange.ts';

/** An app below `test/fixtures/express-4` or `express-5`: a folder with what its `package.json` says under `unlith`. */
export interface FixtureApp {
  /** `express-5/listen-only` */
  readonly name: string;
  readonly directory: string;
  readonly entry: string;
  /** Module that the original is asked by, where the entry makes a Lambda handler of it. */
  readonly original: string;
  readonly env: Readonly<Record<string, string>>;
  /** Beyond those that are generated. */
  readonly requests: readonly Request[];
}

interface StoredRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** At most one of these, with its content type unless a header says another. */
  readonly json?: unknown;
  readonly form?: string;
  readonly text?: string;
}

interface FixturePackage {
  readonly unlith?: {
    readonly entry: string;
    readonly original?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly requests?: readonly StoredRequest[];
  };
}

const fixturesDirectory = join(import.meta.dirname, '../fixtures');

export function listFixtureApps(version: 'express-4' | 'express-5'): FixtureApp[] {
  return readdirSync(join(fixturesDirectory, version), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap(({ name }) => readFixtureApp(`${version}/${name}`) ?? []);
}

function readFixtureApp(name: string): FixtureApp | undefined {
  const directory = join(fixturesDirectory, name);
  const { unlith } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as FixturePackage;
  if (!unlith) return undefined;
  // Stacks in default error pages would name files of the original and of bundles.
  const env = { NODE_ENV: 'production', ...unlith.env };
  const requests = (unlith.requests ?? []).map(toRequest);
  const { entry, original = entry } = unlith;
  return {
    name,
    directory,
    entry: join(directory, entry),
    original: join(directory, original),
    env,
    requests,
  };
}

function toRequest({ method, path, headers, json, form, text }: StoredRequest): Request {
  const [contentType, body] =
    json !== undefined
      ? ['application/json', JSON.stringify(json)]
      : form !== undefined
        ? ['application/x-www-form-urlencoded', form]
        : ['text/plain', text];
  if (body === undefined) return { method, target: path, ...(headers && { headers }) };
  return { method, target: path, headers: { 'content-type': contentType, ...headers }, body };
}
