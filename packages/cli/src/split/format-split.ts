import type { Manifest, ManifestFunction } from '@unlith/splitter/manifest';
import { count, formatKilobytes, formatTable } from '../format-table.ts';
import { formatFindings } from './format-findings.ts';

/** What a split consists of, for a terminal: a row a function, what stayed and why, and how many. */
export function formatSplit(manifest: Manifest): string {
  return [formatFunctions(manifest), formatFindings(manifest.findings), summariseSplit(manifest)]
    .filter(Boolean)
    .join('\n\n');
}

function formatFunctions(manifest: Manifest): string {
  return formatTable(
    [
      { title: 'function' },
      { title: 'kB', align: 'right' },
      { title: 'gzip', align: 'right' },
      { title: 'routes' },
    ],
    manifest.functions.map((described) => [
      described.name,
      formatKilobytes(described.bytes),
      formatKilobytes(described.gzipBytes),
      listServed(manifest, described),
    ]),
  );
}

/** Ids of the routes that a function answers; the lith answers what is left, and everything else. */
export function listServed({ fallback, routes }: Manifest, { name, routes: own }: ManifestFunction): string {
  if (name !== fallback) return own.join(', ');
  const kept = routes.filter((route) => route.function === fallback);
  return ['$default', ...kept.map(({ id }) => id)].join(', ');
}

/** `14 routes: 12 in 12 functions, 2 stay in the lith` */
export function summariseSplit({ functions, fallback, routes }: Manifest): string {
  const left = routes.filter((route) => route.function !== fallback).length;
  const extracted = functions.filter(({ kind }) => kind === 'extracted').length;
  const stay = routes.length - left;
  return `${count(routes.length, 'route')}: ${left} in ${count(extracted, 'function')}, ${stay} ${stay === 1 ? 'stays' : 'stay'} in the lith`;
}
