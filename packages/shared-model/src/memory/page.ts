import type { Page, PageRequest } from '../ports.ts';

/** Cuts a page out of a whole list; a position that is not in the list (any more) starts from the beginning. */
export function pageOf<Item>(
  list: readonly Item[],
  positionOf: (item: Item) => string,
  { limit, after }: PageRequest,
): Page<Item> {
  const start = after === undefined ? 0 : list.findIndex((item) => positionOf(item) === after) + 1;
  return { items: list.slice(start, start + limit), hasMore: start + limit < list.length };
}
