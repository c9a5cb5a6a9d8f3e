import { basename, dirname, resolve } from 'node:path';
import type { DynamicRequire } from '../../express-app.ts';
import { anything, moduleSlot } from '../../source/flow/flow-facts.ts';
import { toOffset } from '../../source/line-index.ts';
import type { LinkedModule } from '../liveness/linked-module.ts';
import type { LinkedSources } from '../liveness/linked-sources.ts';
import type { Cell } from './cells.ts';
import type { ObjectFlow } from './object-flow.ts';
import type { Thing } from './things.ts';

/** What modules give each other. */
export interface ModuleLinks {
  /** What an import is: a name, `default`, or `*` for all, which `require` and `import()` give. */
  findImport(from: LinkedModule, wanted: { readonly specifier: string; readonly imported: string }): Cell;
  /** The same for one whose specifier only the running app knew. */
  findLoaded(from: LinkedModule, start: number): Cell;
  findExport(module: LinkedModule, name: string): Cell;
}

export function createModuleLinks(
  flow: ObjectFlow,
  sources: LinkedSources,
  dynamic: readonly DynamicRequire[],
): ModuleLinks {
  const wholes = new Map<LinkedModule, Cell>();
  const files = new Map<string, Thing>();
  return { findImport, findLoaded, findExport };

  function findImport(
    from: LinkedModule,
    { specifier, imported }: { readonly specifier: string; readonly imported: string },
  ): Cell {
    const module = specifier.endsWith('.json') ? undefined : sources.findModule(from, specifier);
    if (!module) return flow.createCell(findOther(from, specifier, imported));
    return imported === '*' ? wholeOf(module) : findExport(module, imported);
  }

  function findLoaded(from: LinkedModule, start: number): Cell {
    const loaded = flow.createCell(flow.anything);
    for (const { site, resolved } of dynamic) {
      const module = sources.modules.get(resolved);
      if (site.file !== from.facts.file || toOffset(from.facts.lineStarts, site) !== start) continue;
      if (module) wholeOf(module).flowTo(loaded);
      if (resolved.endsWith('.json')) loaded.add(dataIn(from, resolved));
    }
    return loaded;
  }

  /** Packages, and data in files of the app's own. */
  function findOther(from: LinkedModule, specifier: string, imported: string): Thing {
    if (!/^[./]/.test(specifier)) {
      const path = specifier.replace(/^node:/, '').replace(/^(?:lodash-es|underscore)\b/, 'lodash');
      const named = /^(?:default|\*)$/.test(imported) ? path : `${path}.${imported}`;
      return flow.outside(named.replace(/(?<!^@[^/]*)\//g, '.'));
    }
    return specifier.endsWith('.json')
      ? dataIn(from, resolve(dirname(from.facts.file), specifier))
      : flow.anything;
  }

  /** One object, whoever loads the file. */
  function dataIn(from: LinkedModule, file: string): Thing {
    const home = { name: basename(file), start: 0 };
    const data = files.get(file) ?? flow.make(flow.top(from), file, { like: 'JSON', home });
    data.path = file;
    files.set(file, data);
    return data;
  }

  function findExport(module: LinkedModule, name: string, seen = new Set<LinkedModule>()): Cell {
    const cell = flow.createCell();
    if (module.facts.format === 'commonjs') {
      exportsOf(module).each((thing) => thing.field(name).flowTo(cell));
      if (name === 'default') exportsOf(module).flowTo(cell);
      return cell;
    }
    const found = module.facts.exports.get(name);
    if (found?.kind === 'local') return findName(module, found.alias ?? found.name);
    if (found) return findImport(module, found);
    if (seen.has(module)) return cell;
    seen.add(module);
    for (const specifier of module.facts.starExports) {
      const source = sources.findModule(module, specifier);
      if (source) findExport(source, name, seen).flowTo(cell);
    }
    return cell;
  }

  function findName(module: LinkedModule, name: string): Cell {
    return flow.cellOf(flow.top(module), module.facts.flow.names.get(name) ?? anything);
  }

  /** What `import * as` and `require` give. */
  function wholeOf(module: LinkedModule): Cell {
    const known = wholes.get(module);
    if (known) return known;
    const namespace = flow.make(flow.top(module), 'namespace', {
      like: 'Object.prototype',
      home: { name: 'exports', start: 0 },
    });
    namespace.path = module.facts.file;
    const whole = flow.createCell(namespace);
    wholes.set(module, whole);
    if (module.facts.format === 'commonjs') {
      exportsOf(module).flowTo(whole);
      exportsOf(module).flowTo(namespace.field('default'));
      return whole;
    }
    for (const name of module.facts.exports.keys()) findExport(module, name).flowTo(namespace.field(name));
    for (const specifier of module.facts.starExports)
      findImport(module, { specifier, imported: '*' }).each((other) =>
        other.eachValue((value, name) => value.flowTo(namespace.field(name))),
      );
    return whole;
  }

  function exportsOf(module: LinkedModule): Cell {
    const exported = flow.createCell();
    flow.cellOf(flow.top(module), moduleSlot).each((whole) => whole.field('exports').flowTo(exported));
    return exported;
  }
}
