import { UsageError } from '../errors.ts';
import { type CauseKey, toCauseText } from './cause.ts';
import { findingCatalogue } from './finding-catalogue.ts';
import type { ParityReport } from './parity-report.ts';

const schema = 'unlith/known-findings@1';

/** The causes to know in later runs: those of this one, and the known ones that still occur. Not what is wrong with acceptances. */
export function listKnown({ causes, known }: Pick<ParityReport, 'causes' | 'known'>): CauseKey[] {
  const current = [...known.filter(({ findings }) => findings > 0), ...causes];
  return current.filter(({ code }) => !code.startsWith('parity.accepted-'));
}

/**
 * Writes causes as a file to keep and to review: one a line, in the order of their routes, places and codes, whatever the order
 * of the run.
 */
export function formatKnownFindings(causes: readonly CauseKey[]): string {
  const lines = causes
    .map((cause) => ({ cause, text: toCauseText(cause) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ cause: { routeKey, where, code, change } }) =>
      JSON.stringify({ route: routeKey, place: where, code, change }),
    );
  const list = lines.length === 0 ? '' : `\n    ${lines.join(',\n    ')}\n  `;
  return `{\n  "schema": "${schema}",\n  "known": [${list}]\n}\n`;
}

/**
 * Reads what {@link formatKnownFindings} wrote; `file` is what errors call it.
 *
 * @throws UsageError `known.file` for another text.
 */
export function parseKnownFindings(text: string, file: string): CauseKey[] {
  const { schema: stated, known } = parseJson(text) ?? {};
  if (stated !== schema || !Array.isArray(known) || !known.every(isEntry))
    throw new UsageError(
      'known.file',
      `${file} is no list of known findings (\`"schema": "${schema}"\`). Name another file, or let \`--update-baseline\` write this one.`,
    );
  return known.map(({ route, place, code, change }) => ({
    code,
    routeKey: route,
    where: place,
    ...(change !== undefined && { change }),
  }));
}

interface Entry extends Pick<CauseKey, 'code' | 'change'> {
  readonly route: string;
  readonly place: string;
}

function isEntry(entry: unknown): entry is Entry {
  const { route, place, code, change = '' } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const texts = [route, place, code, change].every((value) => typeof value === 'string');
  return texts && Object.hasOwn(findingCatalogue, code as string);
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
