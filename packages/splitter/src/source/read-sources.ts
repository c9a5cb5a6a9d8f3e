import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiscoveredRouter, DynamicRequire, ExpressApp } from '../express-app.ts';
import { listCallables } from './callables.ts';
import { draftModule } from './draft-module.ts';
import { lowerModule } from './flow/lower-module.ts';
import { isBelow } from './is-below.ts';
import { toOffset } from './line-index.ts';

import { listCalls } from './list-calls.ts';
import { listFiles } from './list-files.ts';
import { listPlaces } from './list-places.ts';
import { type LazyLoads, listUnits } from './list-units.ts';
import { createModuleTree, type ModuleTree } from './module-tree.ts';
import { listNamedFunctions } from './named-functions.ts';
import { findPackageRoot } from './package-root.ts';
import { isCode } from './parse-source.ts';
import { createOwnResolver, type OwnResolver } from './resolve-specifiers.ts';
import type { ModuleFacts, SourceFacts, Unit } from './source-facts.ts';

/**
 * Reads what the app's own modules say of themselves, without running them: calls, imports, state, effects.
 *
 * @throws {SplitError} `split.syntax`
 */
export async function readSources(app: ExpressApp): Promise<SourceFacts> {
  const own = new Set(app.modules);
  const resolver = createOwnResolver((file) => own.has(file));
  const sites = listSites(app);
  const rootOf = (file: string) => (isBelow(file, app.root) ? app.root : findPackageRoot(dirname(file)));
  const roots = [...new Set([app.root, ...app.modules.map(rootOf)])];
  const modules: ModuleFacts[] = [];
  for (const file of app.modules.filter(isCode)) {
    const source = await readFile(file, 'utf8');
    modules.push(
      parseModule(
        {
          file,
          source,
          root: app.root,
          within: rootOf(file),
          sites: sites.get(file) ?? new Set(),
          lazy: app.dynamicRequires.filter(({ site, lazy }) => lazy && site.file === file),
        },
        resolver,
      ),
    );
  }
  const named = modules.flatMap(({ places }) =>
    places.flatMap((place) => (place.kind === 'path' ? [place.path] : [])),
  );
  return {
    modules: new Map(modules.map((facts) => [facts.file, facts])),
    files: await listFiles(
      [
        ...named,
        ...app.reads.map(({ path }) => path),
        ...app.settings.views,
        ...listStaticRoots(app.router),
      ].filter(
        // What holds the whole app is no directory of its files.
        (path) => !isBelow(app.root, path) && roots.some((root) => path === root || isBelow(path, root)),
      ),
    ),
  };
}

export interface SourceModule {
  readonly file: string;
  readonly source: string;
  /** The app's root, which relative paths start from. */
  readonly root: string;
  /** The root of the package that the file belongs to: the app's, or that of another in the same workspace. */
  readonly within?: string;
  /** Where the file registers routes and middleware, `line:column`. */
  readonly sites: ReadonlySet<string>;
  /** What its functions can load by expressions. */
  readonly lazy?: readonly DynamicRequire[];
}

/** Text of one module -> what it says. */
export function parseModule(
  { file, source, sites, root, within = root, lazy = [] }: SourceModule,
  resolver: OwnResolver,
): ModuleFacts {
  const tree = createModuleTree(file, source);
  const draft = draftModule(tree);
  const units = listUnits(tree, draft.units, toLazyLoads(tree, lazy));
  const named = listNamedFunctions(tree);
  return {
    file,
    format: isModule(tree) ? 'esm' : 'commonjs',
    calls: listCalls(tree.program, tree.lines),
    units,
    exports: new Map(draft.exports),
    starExports: units.flatMap(({ imports }) =>
      imports?.reexports && imports.bindings.some(({ name }) => name === '*') ? [imports.specifier] : [],
    ),
    resolved: resolveAll(units, (specifier) => resolver.resolve(file, specifier)),
    callables: listCallables(tree, named),
    flow: lowerModule(tree, sites),
    places: listPlaces(tree, { root, within }),
    lineStarts: tree.lines.starts,
  };
}

function toLazyLoads({ lines }: ModuleTree, lazy: readonly DynamicRequire[]): LazyLoads {
  const loads = new Map<number, string[]>();
  for (const { site, resolved } of lazy) {
    const offset = toOffset(lines.starts, site);
    loads.set(offset, [...(loads.get(offset) ?? []), resolved]);
  }
  return loads;
}

function listStaticRoots({ registrations }: DiscoveredRouter): readonly string[] {
  return registrations.flatMap((registration) =>
    registration.kind !== 'use'
      ? []
      : registration.mounted
        ? listStaticRoots(registration.mounted)
        : (registration.staticRoot ?? []),
  );
}

function listSites({ router }: ExpressApp): ReadonlyMap<string, ReadonlySet<string>> {
  const sites = new Map<string, Set<string>>();
  const pending = [router];
  for (const { registrations } of pending) {
    for (const registration of registrations) {
      const { file, line, column } = registration.site;
      sites.set(file, (sites.get(file) ?? new Set()).add(`${line}:${column}`));
      if (registration.kind === 'use' && registration.mounted) pending.push(registration.mounted);
    }
  }
  return sites;
}

function resolveAll(
  units: readonly Unit[],
  resolve: (specifier: string) => string | undefined,
): ReadonlyMap<string, string> {
  const resolved = new Map<string, string>();
  const specifiers = units.flatMap(({ imports, loads }) => [
    ...(imports ? [imports.specifier] : []),
    ...loads.map(({ specifier }) => specifier),
  ]);
  for (const specifier of specifiers) {
    const file = resolve(specifier);
    if (file) resolved.set(specifier, file);
  }
  return resolved;
}

/** What is written with `import` or `export`; the rest has a `module.exports`. */
function isModule({ program }: ModuleTree): boolean {
  return program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
}
