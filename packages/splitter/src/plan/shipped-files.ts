import { join } from 'node:path';
import type { ExpressApp } from '../express-app.ts';
import { isBelow } from '../source/is-below.ts';
import { isCode } from '../source/parse-source.ts';
import type { FileFacts, PathPlace, SourceFacts } from '../source/source-facts.ts';
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
  readonly named: readonly Pick<PathPlace, 'path' | 'contents'>[];
  readonly renders: boolean;
  /** Whether it has all of the app's files where the source does not tell which it reads: the lith, behind everything, has. */
  readonly anything: boolean;
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
  anything,
}: ShippingQuestion): readonly string[] {
  const views = renders ? app.settings.views : [];
  const statics = [...kept].flatMap((placed) => {
    const root = placed.kind === 'use' ? placed.registration.staticRoot : undefined;
    const files = facts.files.get(root ?? '');
    return placed.kind === 'use' && root && files && canServe(placed.patterns, files, routeKeys)
      ? [root]
      : [];
  });
  const isUnknown = ({ path, contents }: (typeof named)[number]) => contents === true && path === app.root;
  const whole = named.flatMap((place) => (place.contents && !isUnknown(place) ? place.path : []));
  const isThere = (path: string) => facts.files.has(path);
  const there = new Set([
    ...[...views, ...statics, ...whole].filter(isThere),
    ...named.flatMap(({ path, contents }) => (contents || !isThere(path) ? [] : listApart(path, app, facts))),
    ...(anything && named.some(isUnknown) ? listApp(app, facts) : []),
  ]);
  return [...there].filter((path) => ![...there].some((outer) => isBelow(path, outer))).sort();
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

/** Code comes with the bundle: a directory that holds code is named for what else is in it, and the root says nothing. */
function listApart(path: string, { root, modules }: ExpressApp, { files }: SourceFacts): readonly string[] {
  const holdsCode = (place: string) => modules.some((module) => isIn(module, place));
  if (!holdsCode(path)) return [path];
  if (path === root) return [];
  return (files.get(path)?.entries ?? []).flatMap((entry) => {
    const outermost = [...listDirectories(entry), entry].find((below) => !holdsCode(join(path, below)));
    return outermost === undefined || (outermost === entry && isCode(entry)) ? [] : join(path, outermost);
  });
}

const isIn = (path: string, directory: string): boolean => path === directory || isBelow(path, directory);

/** What stands in the app's root, without what an app is tested with, what others made of it, and what is nobody else's concern. */
function listApp({ root }: ExpressApp, { files }: SourceFacts): readonly string[] {
  const names = new Set(files.get(root)?.entries.map((entry) => entry.split('/', 1)[0] ?? ''));
  return [...names].filter((name) => !notShipped.test(name)).map((name) => join(root, name));
}

const notShipped = /^(?:\..*|node_modules|tests?|__tests__|coverage|cdk\.out)$/;
