import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Manifest } from './manifest.ts';

/** A file that is no manifest, or one of another version: the message names the file, the place in it and the next step. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

const text = v.pipe(v.string(), v.minLength(1));
const texts = v.array(text);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const sizes = v.array(v.object({ path: text, bytes: count }));
const relativePath = v.pipe(
  text,
  v.check((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'must stay below the manifest'),
);
const resource = v.object({ action: text, resource: text });

const permissions = v.object({
  possible: texts,
  seen: v.exactOptional(v.array(resource)),
  granted: v.array(v.object({ actions: texts, resource: text })),
});

const manifestFunction = v.object({
  name: v.pipe(text, v.regex(/^[a-z0-9-]{1,64}$/)),
  kind: v.picklist(['lith', 'extracted']),
  routes: texts,
  routeKeys: texts,
  directory: relativePath,
  file: relativePath,
  handler: text,
  bytes: count,
  gzipBytes: count,
  modules: sizes,
  files: sizes,
  commands: v.array(v.object({ package: text, command: text, actions: texts })),
  environment: texts,
  permissions,
});

const schema = v.object({
  schema: v.literal('unlith/manifest@1'),
  app: v.object({ entry: text, expressVersion: text }),
  layout: text,
  functions: v.array(manifestFunction),
  fallback: text,
  routes: v.array(
    v.object({
      id: text,
      routeKeys: texts,
      exact: v.exactOptional(v.literal(true)),
      function: text,
      source: text,
      keptBecause: texts,
    }),
  ),
  findings: v.array(
    v.object({
      code: text,
      effect: v.picklist(['kept', 'note']),
      message: text,
      source: v.exactOptional(text),
      routes: texts,
    }),
  ),
  slimming: v.array(v.object({ step: text, enabled: v.boolean(), savedBytes: count })),
});

/**
 * Text of a `manifest.json` -> manifest, checked in shape and in what refers to what.
 *
 * @param file how messages call it.
 * @throws {ManifestError}
 */
export function parseManifest(json: string, file: string): Manifest {
  const parsed = v.safeParse(schema, parseJson(json, file));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ManifestError(
      `${file} is no unlith/manifest@1: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}. Write it anew with \`unlith split\`.`,
    );
  }
  checkNames(parsed.output, file);
  return parsed.output;
}

/** @throws {ManifestError} also when the file cannot be read. */
export async function readManifest(file: string): Promise<Manifest> {
  return parseManifest(await readFile(file, 'utf8').catch(refuseUnread(file)), file);
}

/** The same for those who cannot wait, as CDK constructs. */
export function readManifestSync(file: string): Manifest {
  try {
    return parseManifest(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    return refuseUnread(file)(error as NodeJS.ErrnoException);
  }
}

const refuseUnread =
  (file: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new ManifestError(
      `${file} cannot be read (${cause.code}): write it with \`unlith split … --out\`.`,
      { cause },
    );
  };

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ManifestError(`${file} is not JSON: ${(cause as Error).message}.`, { cause });
  }
}

/** Every function that something refers to is there, and no route key has two functions. */
function checkNames({ functions, fallback, routes }: Manifest, file: string): void {
  const names = new Set(functions.map(({ name }) => name));
  for (const name of [fallback, ...routes.map((route) => route.function)]) {
    if (!names.has(name))
      throw new ManifestError(`${file} names the function ${name}, but does not describe it.`);
  }
  const taken = new Map<string, string>();
  for (const { name, routeKeys } of functions) {
    for (const routeKey of routeKeys) {
      const other = taken.get(routeKey);
      if (other) throw new ManifestError(`${file} gives ${routeKey} to both ${other} and ${name}.`);
      taken.set(routeKey, name);
    }
  }
}
