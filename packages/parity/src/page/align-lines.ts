import type { MessageLine } from './message-lines.ts';

/** A line of both sides, or of one. */
export type LinePair = readonly [baseline: MessageLine | undefined, candidate: MessageLine | undefined];

/**
 * Sets the lines of two messages side by side: the longest common subsequence of their keys, and between its lines what only
 * one side has. https://en.wikipedia.org/wiki/Longest_common_subsequence
 */
export function alignLines(baseline: readonly MessageLine[], candidate: readonly MessageLine[]): LinePair[] {
  const lengths = measureCommon(baseline, candidate);
  const width = candidate.length + 1;
  const pairs: LinePair[] = [];
  let [left, right] = [0, 0];
  while (left < baseline.length || right < candidate.length) {
    const [one, other] = [baseline[left], candidate[right]];
    if (one && other && one.key === other.key) {
      pairs.push([one, other]);
      left++;
      right++;
    } else if (
      !other ||
      (one && at(lengths, (left + 1) * width + right) >= at(lengths, left * width + right + 1))
    ) {
      pairs.push([one, undefined]);
      left++;
    } else {
      pairs.push([undefined, other]);
      right++;
    }
  }
  return joinTexts(pairs);
}

/** For each pair of ends, how many lines they have in common: row by row, in one array. */
function measureCommon(baseline: readonly MessageLine[], candidate: readonly MessageLine[]): Uint16Array {
  const width = candidate.length + 1;
  const lengths = new Uint16Array((baseline.length + 1) * width);
  for (let left = baseline.length - 1; left >= 0; left--)
    for (let right = candidate.length - 1; right >= 0; right--)
      lengths[left * width + right] =
        baseline[left]?.key === candidate[right]?.key
          ? at(lengths, (left + 1) * width + right + 1) + 1
          : Math.max(at(lengths, (left + 1) * width + right), at(lengths, left * width + right + 1));
  return lengths;
}

const at = (lengths: Uint16Array, index: number): number => lengths[index] ?? 0;

/** Changed lines of a text have no key in common: the first that went stands beside the first that came. */
function joinTexts(pairs: readonly LinePair[]): LinePair[] {
  const joined: LinePair[] = [];
  const waiting: number[] = [];
  for (const [one, other] of pairs) {
    const index = !one && other?.where === 'body:' ? waiting.shift() : undefined;
    if (index !== undefined) joined[index] = [joined[index]?.[0], other];
    else if (one && other) waiting.length = 0;
    else if (one?.where === 'body:') waiting.push(joined.length);
    if (index === undefined) joined.push([one, other]);
  }
  return joined;
}
