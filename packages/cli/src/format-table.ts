/** A column: left for words, right for figures. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under their titles, as wide as they need to be; nothing stands to the right of the last word. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const pad = (cell: string, index: number) =>
    columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  return [titles, ...rows].map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** `1,204`: kilobytes of 1,000 bytes, rounded, at least 1. */
export const formatKilobytes = (bytes: number): string =>
  Math.max(1, Math.round(bytes / 1000)).toLocaleString('en');

/** `1 route`, `2 routes` */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
