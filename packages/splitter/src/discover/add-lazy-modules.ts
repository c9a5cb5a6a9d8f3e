import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamicRequire, ExpressApp } from '../express-app.ts';
import { isBelow } from '../source/is-below.ts';
import { directoryOf, gap } from '../source/known-path.ts';
import { listLoads } from '../source/list-loads.ts';
import { createModuleTree } from '../source/module-tree.ts';
import { isCode } from '../source/parse-source.ts';
import { createOwnResolver } from '../source/resolve-specifiers.ts';
import { listSpellings } from '../source/spellings.ts';
import { isAppFile } from './app-file.ts';

/**
 * What only a handler loads was not seen, and is the app's as much as any other of its modules. So whatever functions name, and
 * what an expression can mean there, is added, with all that those load in turn.
 */
export function addLazyModules(app: ExpressApp): ExpressApp {
  const { root } = app;
  const resolver = createOwnResolver((file) => isAppFile(file) && existsSync(file));
  const seen = new Set(app.modules);
  const modules = new Set(app.modules.filter(isCode));
  const lazy: DynamicRequire[] = [];
  // A set that grows while it is walked: each module is visited once.
  for (const file of modules) {
    const tree = createModuleTree(file, readFileSync(file, 'utf8'));
    for (const load of listLoads(tree, root)) {
      if (load.kind === 'named') {
        const resolved = load.running || !seen.has(file) ? resolver.resolve(file, load.specifier) : undefined;
        if (resolved && isCode(resolved)) modules.add(resolved);
        continue;
      }
      const site = { file, ...tree.lines.locate(load.start) };
      for (const resolved of listMeant(load.path, root)) {
        lazy.push({ site, resolved, lazy: true });
        if (isCode(resolved)) modules.add(resolved);
      }
    }
  }
  return {
    ...app,
    modules: [...new Set([...app.modules, ...modules])].sort(),
    dynamicRequires: [...app.dynamicRequires, ...lazy],
  };
}

/** Modules and JSON files that a path with gaps can mean; none where that may be any of the app's. */
function listMeant(path: string, root: string): readonly string[] {
  const directory = directoryOf(path);
  if (!isBelow(directory, root) || !existsSync(directory)) return [];
  const parts = path.split(gap).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const meant = new RegExp(`^${parts.join('.+')}$`);
  return readdirSync(directory, { recursive: true })
    .map((name) => join(directory, String(name)))
    .filter((file) => isModule(file) && listSpellings(file).some((spelling) => meant.test(spelling)))
    .sort();
}

/** What an app's authors wrote to be loaded: no declarations, and no tests beside it. */
function isModule(file: string): boolean {
  return /(?<!\.d|\.test|\.spec)\.(?:[cm]?[jt]sx?|json)$/.test(file) && isAppFile(file);
}
