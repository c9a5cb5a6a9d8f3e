import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Who may depend on whom, among the rooms of the house (docs/architecture.md). Every other edge is a mistake. */
const allowedEdges: Readonly<Record<string, readonly string[]>> = {
  'packages/shared-model': [],
  'packages/monolith': ['packages/shared-model'],
  'packages/microservices': ['packages/shared-model'],
  'packages/local-cloud': [],
  'packages/parity': [],
  'packages/splitter': [],
  'packages/constructs': ['packages/splitter'],
  'packages/cli': ['packages/local-cloud', 'packages/parity', 'packages/splitter', 'packages/constructs'],
  infra: ['packages/microservices', 'packages/constructs'],
  'packages/acceptance': [
    'packages/shared-model',
    'packages/monolith',
    'packages/microservices',
    'packages/local-cloud',
    'packages/parity',
    'packages/splitter',
    'packages/constructs',
    'packages/cli',
  ],
};

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const rooms = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'infra'];
const manifests = new Map(rooms.map((room) => [room, readManifest(room)]));
const roomOf = new Map([...manifests].map(([room, { name }]) => [name, room]));

describe('rooms', () => {
  it('are all in the table of allowed edges', () => {
    expect(rooms.toSorted()).toEqual(Object.keys(allowedEdges).toSorted());
  });

  it.each(rooms)('%s depends only on rooms it may', (room) => {
    const manifest = manifests.get(room) as Manifest;
    const dependencies = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
    });
    const neighbours = dependencies.flatMap((name) => roomOf.get(name) ?? []);
    expect(neighbours.filter((neighbour) => !allowedEdges[room]?.includes(neighbour))).toEqual([]);
  });

  it.each(rooms)('%s imports other rooms by their declared doors only', (room) => {
    const manifest = manifests.get(room) as Manifest;
    const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
    const mistakes = listSources(room).flatMap((file) =>
      listImports(file).flatMap((specifier) => findMistake(room, file, specifier, declared) ?? []),
    );
    expect(mistakes).toEqual([]);
  });
});

describe('sources', () => {
  it.each(rooms)('%s keeps every file within 300 lines', (room) => {
    const long = listSources(room).filter((file) => readFileSync(file, 'utf8').split('\n').length > 301);
    expect(long.map((file) => relative(root, file))).toEqual([]);
  });

  it('read at least one file in every room, so that these tests cannot pass on nothing', () => {
    expect(rooms.filter((room) => listSources(room).length === 0)).toEqual([]);
  });
});

function readManifest(room: string): Manifest {
  return JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as Manifest;
}

function listSources(room: string): string[] {
  return ['src', 'test'].flatMap((folder) => {
    const directory = join(root, room, folder);
    try {
      return readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter(
          (entry) =>
            entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.parentPath.includes('fixtures'),
        )
        .map((entry) => join(entry.parentPath, entry.name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

function listImports(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    ([, specifier]) => specifier as string,
  );
}

function findMistake(
  room: string,
  file: string,
  specifier: string,
  declared: ReadonlySet<string>,
): string | undefined {
  const place = `${relative(root, file)} -> ${specifier}`;
  if (specifier.startsWith('.')) {
    const target = relative(join(root, room), join(dirname(file), specifier));
    return target.startsWith('..') ? `${place}: leaves the room` : undefined;
  }
  const [scope, name, ...rest] = specifier.split('/');
  if (scope !== '@unlith') return undefined;
  const target = roomOf.get(`${scope}/${name}`);
  const door = ['.', ...rest].join('/');
  if (target === undefined || !declared.has(`${scope}/${name}`)) return `${place}: not in package.json`;
  return door in (manifests.get(target)?.exports ?? {}) ? undefined : `${place}: not a declared door`;
}
