import type { Cut } from '../../split-plan.ts';
import type { LinkedModule } from './linked-module.ts';

/** Whether a place of the module lies in what was cut. Cuts are in order and apart. */
export function isCut(
  cuts: ReadonlyMap<string, readonly Cut[]>,
  { facts }: LinkedModule,
  place: number,
): boolean {
  const ranges = cuts.get(facts.file);
  return ranges !== undefined && isWithin(ranges, place);
}

function isWithin(ranges: readonly Cut[], place: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle] as Cut;
    if (place < range.start) high = middle - 1;
    else if (place >= range.end) low = middle + 1;
    else return true;
  }
  return false;
}
