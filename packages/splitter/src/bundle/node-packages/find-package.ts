import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** An installed package: where it really lies, and what its `package.json` says. */
export interface InstalledPackage {
  readonly name: string;
  readonly directory: string;
  readonly manifest: PackageManifest;
}

export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly main?: string;
  readonly module?: string;
  readonly exports?: unknown;
  readonly sideEffects?: boolean | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The package that `name` means in a file of this directory: the nearest `node_modules` that has it. */
export function findPackage(name: string, fromDirectory: string): InstalledPackage | undefined {
  for (const directory of ancestorsOf(fromDirectory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return readPackage(name, realpathSync(candidate));
  }
  return undefined;
}

/** `@scope/name` of `@scope/name/sub/path`; undefined for what names no package: `./file`, `node:http`, `#internal`. */
export function packageNameOf(specifier: string): string | undefined {
  return /^(?:@[^/]+\/)?[^./#@][^/:]*(?=\/|$)/.exec(specifier)?.[0];
}

/** Directory of the installed package that a file belongs to: what stands after its last `node_modules`. */
export function packageDirectoryOf(file: string): string | undefined {
  const marker = `${sep}node_modules${sep}`;
  const start = file.lastIndexOf(marker);
  if (start < 0) return undefined;
  const name = packageNameOf(file.slice(start + marker.length).replaceAll(sep, '/'));
  return name && join(file.slice(0, start + marker.length), name);
}

/** `@scope/name` of `…/node_modules/@scope/name`. */
export const nameOfPackage = (directory: string): string =>
  directory.slice(directory.lastIndexOf('node_modules') + 'node_modules/'.length).replaceAll(sep, '/');

/** Whether `.js` and `.ts` files of a directory are ES modules: what the nearest `package.json` says. */
export function isModuleType(directory: string): boolean {
  const nearest = ancestorsOf(directory).find((ancestor) => existsSync(join(ancestor, 'package.json')));
  return nearest !== undefined && readManifestOf(nearest).type === 'module';
}

function readPackage(name: string, directory: string): InstalledPackage {
  return { name, directory, manifest: readManifestOf(directory) };
}

export function readManifestOf(directory: string): PackageManifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}

function ancestorsOf(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...ancestorsOf(parent)];
}
