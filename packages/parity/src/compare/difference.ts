import type { Json } from '../report/finding.ts';
import type { FindingCode } from '../report/finding-catalogue.ts';

/** A literal difference between two answers, before anybody asks whether it matters. */
export interface Difference {
  readonly code: FindingCode;
  readonly where: string;
  readonly baseline: Json;
  readonly candidate: Json;
  readonly note?: string;
  /** Of a string or number in JSON, where both sides are built alike. */
  readonly span?: TextSpan | undefined;
}

/** Where a value stands in the text of the baseline's body. */
interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly isInList: boolean;
}

/** Whether a side has one value in its place that is a text or a number. */
export function isScalar(value: Json): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** The codes of a place: the baseline has something there, only the candidate has, or both have and differ. */
export interface PlaceCodes {
  readonly missing: FindingCode;
  readonly added: FindingCode;
  readonly value: FindingCode;
}

/** Compares two maps by name, blind to order; `where` makes a place of a name. */
export function diffByName(
  [baseline, candidate]: readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>],
  where: (name: string) => string,
  codes: PlaceCodes,
): Difference[] {
  const differences: Difference[] = [];
  for (const [name, left] of baseline) {
    const right = candidate.get(name);
    if (left === right) continue;
    const code = right === undefined ? codes.missing : codes.value;
    differences.push({ code, where: where(name), baseline: left, candidate: right ?? null });
  }
  for (const [name, right] of candidate)
    if (!baseline.has(name))
      differences.push({ code: codes.added, where: where(name), baseline: null, candidate: right });
  return differences;
}
