/** Offset -> line and column, both from 1, in UTF-16 code units as V8 counts. */
export interface LineIndex {
  readonly starts: readonly number[];
  locate(offset: number): { readonly line: number; readonly column: number };
}

/** Line and column -> offset. */
export function toOffset(
  starts: readonly number[],
  { line, column }: { line: number; column: number },
): number {
  return (starts[line - 1] ?? 0) + column - 1;
}

export function createLineIndex(source: string): LineIndex {
  const starts = [0];
  for (const { index, 0: lineBreak } of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
    starts.push(index + lineBreak.length);
  return {
    starts,
    locate(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
