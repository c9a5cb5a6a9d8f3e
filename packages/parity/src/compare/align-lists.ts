import { groupBy } from '../group-by.ts';

/** Which elements of two lists belong together, by their positions; one that stands alone has no counterpart. */
export type Alignment = readonly (readonly [baseline: number | undefined, candidate: number | undefined])[];

/** The most steps that finding the longest common subsequence may take; longer stretches are paired one by one. */
const mostSteps = 4_000_000;

/** Pairs elements without regard to their order: equal marks first, then what is left, as it comes. */
export function alignRegardless(baseline: readonly string[], candidate: readonly string[]): Alignment {
  const places = groupBy([...candidate.keys()], (index) => candidate[index] as string);
  const partners = baseline.map((mark) => places.get(mark)?.shift());
  const left = [...places.values()].flat().sort((a, b) => a - b);
  const paired = partners.map((partner, index): Alignment[number] => [index, partner ?? left.shift()]);
  return [...paired, ...left.map((index): Alignment[number] => [undefined, index])];
}

/**
 * Pairs elements of two lists of different length in their order, along a longest common subsequence of marks, so that one
 * that was put in or left out does not shift all others. Between two common elements, changed ones are paired as they come.
 * From the shorter list's side always, so that both directions pair alike.
 */
export function alignInOrder(baseline: readonly string[], candidate: readonly string[]): Alignment {
  if (baseline.length > candidate.length)
    return alignInOrder(candidate, baseline).map(([right, left]) => [left, right]);
  const alignment: Alignment[number][] = [];
  let [left, right] = [0, 0];
  for (const [nextLeft, nextRight] of listAnchors(baseline, candidate)) {
    while (left < nextLeft || right < nextRight)
      alignment.push([left < nextLeft ? left++ : undefined, right < nextRight ? right++ : undefined]);
    if (nextLeft < baseline.length) alignment.push([left++, right++]);
  }
  return alignment;
}

/** The positions of common elements, in order: how the lists begin alike, what is common between, how they end; then their ends. */
function listAnchors(shorter: readonly string[], longer: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let tail = 0;
  while (tail < shorter.length - start && shorter.at(-1 - tail) === longer.at(-1 - tail)) tail++;
  const [end, longerEnd] = [shorter.length - tail, longer.length - tail];
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...findCommon(shorter.slice(start, end), longer.slice(start, longerEnd)).map(
      ([left, right]) => [start + left, start + right] as const,
    ),
    ...Array.from({ length: tail + 1 }, (_, index) => [end + index, longerEnd + index] as const),
  ];
}

/** The positions of a longest common subsequence, by the table of lengths that every textbook has. */
function findCommon(shorter: readonly string[], longer: readonly string[]): [number, number][] {
  if (shorter.length * longer.length > mostSteps) return [];
  const width = longer.length + 1;
  const lengths = new Uint32Array((shorter.length + 1) * width);
  const at = (left: number, right: number) => lengths[left * width + right] as number;
  for (let left = shorter.length - 1; left >= 0; left--)
    for (let right = longer.length - 1; right >= 0; right--)
      lengths[left * width + right] =
        shorter[left] === longer[right]
          ? at(left + 1, right + 1) + 1
          : Math.max(at(left + 1, right), at(left, right + 1));
  const common: [number, number][] = [];
  for (let [left, right] = [0, 0]; left < shorter.length && right < longer.length; ) {
    if (shorter[left] === longer[right]) common.push([left++, right++]);
    else if (at(left + 1, right) >= at(left, right + 1)) left++;
    else right++;
  }
  return common;
}
