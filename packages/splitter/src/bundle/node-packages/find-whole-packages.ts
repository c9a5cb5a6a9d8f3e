import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync } from 'oxc-parser';
import { ScopeTracker, walk } from 'oxc-walker';
import { packageDirectoryOf, readManifestOf } from './find-package.ts';

/** A package that a bundle cannot hold: it is deployed beside the bundle as it is installed. */
export interface WholePackage {
  readonly name: string;
  readonly directory: string;
  /** `reads files by its own place`; the first reason found. */
  readonly reason: string;
}

/** Packages among bundled files that would not find themselves again in a bundle, by directory. */
export function findWholePackages(files: Iterable<string>): ReadonlyMap<string, WholePackage> {
  const whole = new Map<string, WholePackage>();
  for (const file of [...files].sort()) {
    const directory = packageDirectoryOf(file);
    if (!directory || whole.has(directory)) continue;
    const reason = findReason(file, directory);
    if (reason) whole.set(directory, { name: readManifestOf(directory).name ?? '', directory, reason });
  }
  return whole;
}

function findReason(file: string, directory: string): string | undefined {
  if (file.endsWith('.node') || hasAddon(directory)) return 'has native code';
  if (isMadeStatic(file) || !/\.[cm]?js$/.test(file)) return undefined;
  const source = readFileSync(file, 'utf8');
  return suspicious.test(source) ? findPlaceOrDynamicRequire(file, source) : undefined;
}

const addonLoaders = [
  'bindings',
  'node-gyp-build',
  'node-gyp-build-optional-packages',
  '@mapbox/node-pre-gyp',
];

function hasAddon(directory: string): boolean {
  const { dependencies = {} } = readManifestOf(directory);
  return existsSync(join(directory, 'binding.gyp')) || addonLoaders.some((name) => name in dependencies);
}

/** Express's one dynamic require is for view engines. */
const isMadeStatic = (file: string): boolean => /[\\/]express[\\/]lib[\\/]view\.js$/.test(file);

const suspicious =
  /\b__dirname\b|\b__filename\b|\bimport\s*\.\s*meta\b|\b(?:require(?:\s*\.\s*resolve)?|import)\s*\((?!\s*(?:'[^']*'|"[^"]*")\s*\))/;

function findPlaceOrDynamicRequire(file: string, source: string): string | undefined {
  const { program } = parseSync(file, source);
  const scopeTracker = new ScopeTracker({ preserveExitedScopes: true });
  walk(program, { scopeTracker });
  scopeTracker.freeze();
  let reason: string | undefined;
  walk(program, {
    scopeTracker,
    enter(node) {
      const isFree = (name: string) => !scopeTracker.isDeclared(name);
      if (node.type === 'Identifier' && placeNames.has(node.name) && isFree(node.name))
        reason ??= readsByPlace;
      if (node.type === 'MetaProperty') reason ??= readsByPlace;
      if (node.type === 'ImportExpression' && !isLiteral(node.source)) reason ??= requiresByExpression;
      if (node.type === 'CallExpression' && isRequire(node.callee) && isFree('require')) {
        if (!isLiteral(node.arguments[0])) reason ??= requiresByExpression;
      }
    },
  });
  return reason;
}

const readsByPlace = 'looks for files beside itself';
const requiresByExpression = 'requires what it only knows when it runs';
const placeNames: ReadonlySet<string> = new Set(['__dirname', '__filename']);

/** `require` and `require.resolve` */
function isRequire(callee: Node): boolean {
  const target = callee.type === 'MemberExpression' ? callee.object : callee;
  const resolves =
    callee.type !== 'MemberExpression' ||
    (callee.property.type === 'Identifier' && callee.property.name === 'resolve');
  return resolves && target.type === 'Identifier' && target.name === 'require';
}

const isLiteral = (node: Node | undefined): boolean =>
  node?.type === 'Literal' || (node?.type === 'TemplateLiteral' && node.expressions.length === 0);
