import { sep } from 'node:path';
import type { ExpressApp } from '../express-app.ts';
import type { FileFacts, SourceFacts } from '../source/source-facts.ts';
import { overlaps } from './paths/overlap.ts';
import { joinPatterns, type PathPattern } from './paths/path-pattern.ts';
import { parseRouteKey } from './paths/route-key.ts';
import type { PlacedRegistration } from './route-table.ts';

export interface ShippingQuestion {
  readonly app: ExpressApp;
  readonly facts: SourceFacts;
  readonly routeKeys: readonly string[];
  readonly kept: Iterable<PlacedRegistration>;
  /** Paths that live code names. */
  readonly named: readonly string[];
  readonly renders: boolean;
}

/**
 * Files that a function reads at run time: templates if it renders, a directory of static files if one of them could answer its
 * route keys, and what its code names. Without the others the middleware finds nothing and passes on, as it did before.
 */
export function listShippedFiles({
  app,
  facts,
  routeKeys,
  kept,
  named,
  renders,
}: ShippingQuestion): readonly string[] {
  const views = renders ? app.settings.views : [];
  const statics = [...kept].flatMap((placed) => {
    const root = placed.kind === 'use' ? placed.registration.staticRoot : undefined;
    const files = facts.files.get(root ?? '');
    return placed.kind === 'use' && root && files && canServe(placed.patterns, files, routeKeys)
      ? [root]
      : [];
  });
  const found = new Set([...views, ...statics, ...named.filter((path) => isApartFromCode(path, app))]);
  const there = [...found].filter((path) => facts.files.has(path) && isWithin(path, app.root)).sort();
  return there.filter((path) => !there.some((outer) => outer !== path && isWithin(path, outer)));
}

/** Whether a file, its name without extension, or its directory is a path that the keys take. */
function canServe(
  mounts: readonly PathPattern[],
  { entries }: FileFacts,
  routeKeys: readonly string[],
): boolean {
  const paths = new Set([
    '',
    ...entries.flatMap((entry) => [entry, entry.replace(/\.[^./]+$/, ''), ...listDirectories(entry)]),
  ]);
  const keys = routeKeys.map(parseRouteKey).filter(({ method }) => /^(?:GET|HEAD|ANY)$/.test(method));
  return [...paths].some((path) => {
    const segments = path
      .split('/')
      .filter(Boolean)
      .map((text) => ({ kind: 'literal', text }) as const);
    return mounts.some((mount) => {
      const pattern =
        mount.tail?.kind === 'below' ? joinPatterns({ segments: mount.segments }, { segments }) : mount;
      return keys.some((key) => overlaps(key, pattern));
    });
  });
}

function listDirectories(entry: string): readonly string[] {
  const parts = entry.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Code comes with the bundle; and a directory that holds code, the root above all, is named for what else is in it. */
function isApartFromCode(path: string, { modules }: ExpressApp): boolean {
  return !modules.some((module) => module === path || isWithin(module, path));
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
}
