/**
 * The share of requests that may yet differ, with 95 % confidence, after `exchanges` of them were equal: the one-sided
 * bound of Clopper and Pearson for none of n, which the rule of three (3 / n) approximates. It holds for requests drawn
 * like those that were compared. https://en.wikipedia.org/wiki/Rule_of_three_(statistics)
 */
export function boundDifference(exchanges: number): number {
  return 1 - 0.05 ** (1 / exchanges);
}
