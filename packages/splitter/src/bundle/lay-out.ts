import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import type { PlannedFunction } from '../split-plan.ts';
import type { Building } from './build-functions.ts';
import { bundleFileOf } from './build-options.ts';
import { listBundledInputs, listBundledModules } from './bundled-modules.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { packageNameOf } from './node-packages/find-package.ts';
import type { WholePackage } from './node-packages/find-whole-packages.ts';
import { listClosure } from './node-packages/list-closure.ts';
import { asksForPlace } from './own-modules/places.ts';
import { listChosenFiles } from './own-modules/static-requires.ts';
import { isOwnModule, placeOf } from './place.ts';
import { copyTo, createPlaces, listShipped } from './shipped-files.ts';
import { nameSources } from './source-map.ts';

/** Puts beside each bundle what it needs there, and tells what was made. */
export function layOut(
  building: Building,
  metafile: Metafile,
  functions: readonly PlannedFunction[],
): FunctionBundle[] {
  const { app, format, outdir, steps, whole } = building;
  const file = bundleFileOf(format);
  return functions.map((planned) => {
    const directory = join(outdir, planned.name);
    const output = getOutput(metafile, relative(app.root, join(directory, file)));
    const inputs = listBundledInputs(metafile, output, app.root);
    const imported = listImportedWhole(output, whole);
    const chosen = listChosenFiles(app.dynamicRequires, (file) => inputs.has(file));
    copyTo(directory, file, [
      ...[...planned.files, ...chosen].map((from) => ({ from, to: placeOf(app.root, from) })),
      ...listClosure(imported),
      ...steps.flatMap(({ listFiles }) => listFiles?.(inputs) ?? []),
    ]);
    createPlaces(directory, listPlaces(inputs.keys(), app.root));
    nameSources(join(directory, file), app.root);
    const code = readFileSync(join(directory, file));
    return {
      planned,
      directory,
      file,
      bytes: code.length,
      gzipBytes: gzipSync(code).length,
      whole: imported,
      files: listShipped(directory, file),
      modules: listBundledModules(output, app.root),
    };
  });
}

/** Directories by which own modules may find their way. */
function listPlaces(files: Iterable<string>, root: string): ReadonlySet<string> {
  const asking = [...files].filter((file) => isOwnModule(file) && asksForPlace(readFileSync(file, 'utf8')));
  return new Set(asking.map((file) => dirname(placeOf(root, file))).filter((place) => place !== '.'));
}

type Output = Metafile['outputs'][string];

function getOutput({ outputs }: Metafile, path: string): Output {
  const output = outputs[path.replaceAll(sep, '/')];
  if (!output) throw new Error(`esbuild wrote no ${path}, only ${Object.keys(outputs).join(', ')}`);
  return output;
}

/** The whole packages that a bundle imports. */
function listImportedWhole({ imports }: Output, whole: Building['whole']): WholePackage[] {
  const names = new Set(imports.filter(({ external }) => external).map(({ path }) => packageNameOf(path)));
  return [...whole.values()].filter(({ name }) => names.has(name));
}
