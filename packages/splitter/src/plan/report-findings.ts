import { relative, sep } from 'node:path';
import type { ExpressApp, Site } from '../express-app.ts';
import { catalogue, type FindingCode } from '../findings/catalogue.ts';
import type { ManifestFinding } from '../manifest/manifest.ts';
import type { Route } from './route-table.ts';

/** Gathers findings with the routes that they concern, one of a code, source and subject. */
export interface FindingReport {
  add(finding: NewFinding, routes: readonly Route[]): void;
  /** Whether the finding keeps routes, unless the user took it on. */
  keeps(code: FindingCode, source: string | undefined): boolean;
  /** Codes that keep the route. */
  reasonsOf(route: Route): readonly string[];
  list(): readonly ManifestFinding[];
}

interface NewFinding {
  readonly code: FindingCode;
  /** What it is about: the sentence begins with it. */
  readonly what: string;
  readonly source?: string | undefined;
}

export function createFindingReport(routes: readonly Route[], accept: readonly string[]): FindingReport {
  const order = new Map(routes.map(({ id }, index) => [id, index]));
  const found = new Map<string, { finding: NewFinding; ids: Set<string> }>();
  return { add, keeps, reasonsOf, list };

  function add(finding: NewFinding, concerned: readonly Route[]): void {
    const id = `${finding.code} ${finding.source} ${finding.what}`;
    const entry = found.get(id) ?? { finding, ids: new Set() };
    for (const route of concerned) entry.ids.add(route.id);
    found.set(id, entry);
  }

  function keeps(code: FindingCode, source: string | undefined): boolean {
    return catalogue[code].effect === 'kept' && !isAccepted(accept, code, source);
  }

  function reasonsOf({ id }: Route): readonly string[] {
    const codes = [...found.values()]
      .filter(({ finding, ids }) => ids.has(id) && keeps(finding.code, finding.source))
      .map(({ finding }) => finding.code);
    return [...new Set(codes)].sort();
  }

  function list(): readonly ManifestFinding[] {
    return [...found.values()]
      .map(({ finding: { code, source, what }, ids }) => ({
        code,
        effect: keeps(code, source) ? ('kept' as const) : ('note' as const),
        message: toMessage(code, what, catalogue[code].effect === 'kept' && !keeps(code, source)),
        ...(source !== undefined && { source }),
        routes: [...ids].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0)),
      }))
      .sort(
        (one, other) =>
          compare(one.source ?? '', other.source ?? '') ||
          compare(one.code, other.code) ||
          compare(one.message, other.message),
      );
  }
}

/** `src/app.ts:12:5`, relative to the root. */
export function formatSource({ root }: ExpressApp, { file, line, column }: Site): string {
  return `${relative(root, file).split(sep).join('/')}:${line}:${column}`;
}

function toMessage(code: FindingCode, what: string, accepted: boolean): string {
  const { title, wayOut } = catalogue[code];
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return accepted ? `${sentence}; accepted.` : `${sentence}. ${wayOut}`;
}

/** `split.timer`, `src/cache.ts:3`, or both. */
function isAccepted(accept: readonly string[], code: FindingCode, source = ''): boolean {
  return accept.some((entry) =>
    entry.split(/\s+/).every((part) => part === code || part === source || source.startsWith(`${part}:`)),
  );
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
