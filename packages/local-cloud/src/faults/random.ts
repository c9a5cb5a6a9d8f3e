/** Numbers from 0 to below 1 that look random and follow from the seed alone. */
export type Random = () => number;

/**
 * Mulberry32, by Tommy Ettinger, in the public domain: 32 bits of state, enough for decisions that must be repeatable
 * rather than unpredictable. `stream` tells apart the generators of one seed.
 */
export function createRandom(seed: number, stream: number): Random {
  let state = Math.imul(seed ^ Math.imul(stream + 1, 0x9e3779b1), 0x85ebca6b) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
