import { transportHeaders } from '../compare/transport-headers.ts';
import type { Random } from '../generate/random.ts';
import { groupBy } from '../group-by.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import type { Json } from '../report/finding.ts';
import type { NoiseKind } from '../report/parity-report.ts';
import { findJson } from './answer-fault.ts';
import { isList, isRecord, listPlaces } from './json-place.ts';
import type { Mutant, MutantKind } from './mutant.ts';

/** How a place varies by itself. */
export type FindNoise = (routeKey: string, where: string | undefined) => readonly NoiseKind[];

/** Every fault that could be planted in a route, as its answers were recorded. Of a route without answers: another status. */
export function planMutants(
  routeKey: string,
  steps: readonly AnsweredStep[],
  findNoise: FindNoise,
): Mutant[] {
  const plan = (kind: MutantKind, where: string): Mutant => ({ routeKey, kind, where });
  const mutants: Mutant[] = [plan('status', 'status')];
  for (const name of listHeaderNames(steps))
    mutants.push(plan('header-dropped', `header:${name}`), plan('header-changed', `header:${name}`));
  for (const [at, values] of listBodyPlaces(steps)) {
    const where = `body:${at}`;
    mutants.push(...listKinds(at, values, findNoise(routeKey, where)).map((kind) => plan(kind, where)));
  }
  if (steps.some((step) => step.response.body.length > 1 && findJson(step.response) === undefined))
    mutants.push(plan('body-cut', 'body:'));
  if (steps.some(({ request }) => request.method === 'GET')) mutants.push({ routeKey, kind: 'stale-answer' });
  if (steps.some(isWrite)) mutants.push({ routeKey, kind: 'write-lost' });
  if (steps.some(isRepeatableWrite)) mutants.push({ routeKey, kind: 'write-doubled' });
  return mutants;
}

/** At most so many, of all routes alike. */
export function drawMutants(
  mutants: readonly Mutant[],
  { most, random }: { most: number; random: Random },
): Mutant[] {
  const lots = mutants.map((mutant) => ({ mutant, lot: random.below(2 ** 32) }));
  const rounds = [...groupBy(lots, ({ mutant }) => mutant.routeKey).values()].flatMap((own) =>
    own.sort((a, b) => a.lot - b.lot).map((drawn, round) => ({ ...drawn, round })),
  );
  const drawn = rounds.sort((a, b) => a.round - b.round || a.lot - b.lot).slice(0, most);
  const taken = new Set(drawn.map(({ mutant }) => mutant));
  return mutants.filter((mutant) => taken.has(mutant));
}

/** Whether a step may have written something: it was not asked for safely, and succeeded. */
export function isWrite({ request: { method }, response: { status } }: AnsweredStep): boolean {
  return /^(POST|PUT|PATCH|DELETE)$/.test(method) && status < 300;
}

/** Whether it would have written something else, had it come twice: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
export function isRepeatableWrite(step: AnsweredStep): boolean {
  const { method, headers } = step.request;
  return (
    isWrite(step) && /^(POST|PATCH)$/.test(method) && !headers.some(([name]) => name === 'idempotency-key')
  );
}

function listHeaderNames(steps: readonly AnsweredStep[]): Set<string> {
  const names = steps.flatMap(({ response }) => response.headers.map(([name]) => name));
  return new Set(names.filter((name) => !Object.hasOwn(transportHeaders, name)));
}

/** The places of JSON bodies, and the values that occur there. */
function listBodyPlaces(steps: readonly AnsweredStep[]): Map<string, Json[]> {
  const found = steps.flatMap(({ response }) => {
    const document = findJson(response);
    return document === undefined ? [] : listPlaces(document);
  });
  const places = groupBy(found, ({ at }) => at);
  return new Map([...places].map(([at, own]) => [at, own.map(({ value }) => value)]));
}

function listKinds(at: string, values: readonly Json[], noise: readonly NoiseKind[]): MutantKind[] {
  const isScalar = (value: Json) => value !== null && !isList(value) && !isRecord(value);
  const kinds: readonly (readonly [kind: MutantKind, occurs: boolean])[] = [
    ['field-dropped', /\/(?!\*$)[^/]*$/.test(at)],
    ['field-renamed', /\/(?!\*$)[^/]*$/.test(at)],
    ['field-added', values.some(isRecord)],
    ['type-changed', true],
    ['value-changed', values.some(isScalar)],
    ['list-reversed', values.some(isList)],
    ['id-reused', noise.includes('id')],
    ['id-swapped', noise.includes('id') && at.includes('/*/')],
  ];
  return kinds.flatMap(([kind, occurs]) => (occurs ? [kind] : []));
}
