import { readFile } from 'node:fs/promises';
import type { ExpressApp } from '../express-app.ts';
import { listCallables } from './callables.ts';
import { draftModule } from './draft-module.ts';
import { listCalls } from './list-calls.ts';
import { listUnits } from './list-units.ts';
import { createModuleTree, type ModuleTree } from './module-tree.ts';
import { createOwnResolver, type OwnResolver } from './resolve-specifiers.ts';
import type { ModuleFacts, SourceFacts, Unit } from './source-facts.ts';

/**
 * Reads what the app's own modules say of themselves, without running them: calls, imports, state, effects.
 *
 * @throws {SplitError} `split.syntax`
 */
export async function readSources(app: ExpressApp): Promise<SourceFacts> {
  const resolver = createOwnResolver(new Set(app.modules));
  const modules: ModuleFacts[] = [];
  for (const file of app.modules.filter(isCode)) {
    modules.push(parseModule(file, await readFile(file, 'utf8'), resolver));
  }
  return { modules: new Map(modules.map((facts) => [facts.file, facts])) };
}

/** Text of one module -> what it says. */
export function parseModule(file: string, source: string, resolver: OwnResolver): ModuleFacts {
  const tree = createModuleTree(file, source);
  const draft = draftModule(tree);
  const units = listUnits(tree, draft.units);
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
    callables: listCallables(tree),
    places: [],
    awaitsAtTopLevel: false,
  };
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

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}
